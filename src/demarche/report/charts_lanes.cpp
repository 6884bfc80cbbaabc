#include "demarche/report/charts_lanes.h"

#include "demarche/report/layout.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_letters = 44;
constexpr int bar_thickness = 9;

// Places within a lane, in pixels below its top.
struct RangePlaces {
  int bar = 0;
  int ends = 0;
  int height = 0;
};

RangePlaces places_of(const RangeLane& lane) {
  const int bar = height_of(lane.words) + 10;
  return {bar, bar + 8, bar + 8 + line_height + 12};
}

double scaled(const RangeLane& lane, double number) {
  if (!(lane.low < lane.high)) return 0.5;
  return rounded(std::clamp((number - lane.low) / (lane.high - lane.low), 0.0, 1.0));
}

// One list for each kind of mark.
struct RangeRows {
  Json lanes = Json::array();
  Json marked = Json::array();
  Json points = Json::array();
  int height = 0;
};

RangeRows rows_of(const std::vector<RangeLane>& lanes) {
  RangeRows rows;
  for (const RangeLane& lane : lanes) {
    const RangePlaces places = places_of(lane);
    const int bar = rows.height + places.bar;
    rows.lanes.push_back({{"words", lane.words},
                          {"top", rows.height},
                          {"bar", bar},
                          {"ends", rows.height + places.ends},
                          {"left", 0},
                          {"right", 1},
                          {"best", scaled(lane, lane.best)},
                          {"low", short_number(lane.low)},
                          {"high", short_number(lane.high)},
                          {"guess", short_number(lane.best)}});
    for (const auto& [from, to] : lane.marked) {
      rows.marked.push_back(
          {{"bar", bar}, {"left", scaled(lane, from)}, {"right", scaled(lane, to)}, {"words", lane.tooltip}});
    }
    for (const double at : lane.points) {
      rows.points.push_back({{"bar", bar}, {"left", scaled(lane, at)}, {"words", lane.tooltip}});
    }
    rows.height += places.height;
  }
  return rows;
}

Json end_text(const char* field, const char* align, const Json& x) {
  return {{"mark", {{"type", "text"}, {"align", align}, {"baseline", "top"}, {"opacity", 0.75}}},
          {"encoding", {{"x", x}, {"y", lane_place("ends")}, {"text", {{"field", field}, {"type", "nominal"}}}}}};
}

// A name that is longer than a line goes on after one of its underscores or points.
std::string broken(std::string line) {
  std::string out;
  while (shown_width(line) > most_letters) {
    const std::size_t place = line.find_last_of("_.", most_letters);
    if (place == std::string::npos || place < 3) break;
    out += line.substr(0, place + 1) + "\n  ";
    line.erase(0, place + 1);
  }
  return out + line;
}

}  // namespace

std::string most_drawn_note(std::size_t num_all) {
  if (num_all <= most_lanes) return {};
  return fmt::format("Drawn: the {} that matter most of {}; the table has all.", most_lanes, num_all);
}

std::string lane_words(const std::string& text) {
  std::string words;
  std::string lines = wrapped(text, most_letters, {0, 2});
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string line = lines.substr(0, end);
    words += (words.empty() ? "" : "\n") + broken(line);
    lines.erase(0, end + 1);
  }
  return words;
}

int height_of(const std::string& words) { return line_height * static_cast<int>(1 + std::ranges::count(words, '\n')); }

Json lane_place(const std::string& field) {
  return {{"field", field}, {"type", "quantitative"}, {"scale", nullptr}, {"axis", nullptr}};
}

Json lane_text(const std::string& field, const std::string& top, double opacity) {
  return {
      {"mark",
       {{"type", "text"},
        {"align", "left"},
        {"baseline", "top"},
        {"lineBreak", "\n"},
        {"lineHeight", line_height},
        {"opacity", opacity},
        {"limit", {{"expr", "width"}}}}},
      {"encoding", {{"x", {{"value", 0}}}, {"y", lane_place(top)}, {"text", {{"field", field}, {"type", "nominal"}}}}}};
}

Json lane_bar(const Json& x, const std::string& to, const std::string& place, int thickness) {
  return {{"mark", {{"type", "rule"}, {"strokeWidth", thickness}}},
          {"encoding", {{"x", x}, {"x2", {{"field", to}}}, {"y", lane_place(place)}}}};
}

Json range_lanes(const std::vector<RangeLane>& lanes, const std::string& reading, const char* colour) {
  RangeRows rows = rows_of(lanes);
  Json spec = new_specification(reading, rows.height);
  spec["data"] = {{"name", "lanes"}, {"values", std::move(rows.lanes)}};
  Json x = value_axis("left", "", ".0%");
  x["axis"] = nullptr;
  x["scale"] = {{"domain", {0, 1}}, {"nice", false}};
  Json best = x;
  best["field"] = "best";
  Json whole = lane_bar(x, "right", "bar", bar_thickness);
  whole["mark"].update({{"color", "currentColor"}, {"opacity", 0.18}});
  whole["encoding"]["tooltip"] = Json::array(
      {shown("words", "number"), shown("low", "low end"), shown("high", "high end"), shown("guess", "best guess")});
  Json marked = lane_bar(x, "right", "bar", bar_thickness);
  marked["mark"]["color"] = colour;
  marked["data"] = {{"values", std::move(rows.marked)}};
  marked["encoding"]["tooltip"] = Json::array({shown("words", "number")});
  const Json points = {
      {"data", {{"values", std::move(rows.points)}}},
      {"mark",
       {{"type", "point"},
        {"shape", "diamond"},
        {"filled", true},
        {"size", 130},
        {"opacity", 1},
        {"color", "#d55e00"}}},
      {"encoding", {{"x", x}, {"y", lane_place("bar")}, {"tooltip", Json::array({shown("words", "number")})}}}};
  const Json tick = {{"mark",
                      {{"type", "tick"},
                       {"orient", "vertical"},
                       {"thickness", 2},
                       {"size", 20},
                       {"color", "currentColor"},
                       {"opacity", 1}}},
                     {"encoding", {{"x", best}, {"y", lane_place("bar")}}}};
  spec["layer"] = {whole,
                   marked,
                   tick,
                   points,
                   lane_text("words", "top"),
                   end_text("low", "left", {{"value", 0}}),
                   end_text("high", "right", {{"value", "width"}})};
  return spec;
}

}  // namespace demarche
