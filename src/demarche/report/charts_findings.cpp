#include "demarche/report/charts.h"
#include "demarche/report/charts_answers.h"
#include "demarche/report/charts_lanes.h"
#include "demarche/report/findings.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// Charts of where things happen: the values at which single numbers tip a condition, and the box that holds it.

namespace {

constexpr std::size_t most_idle_lanes =
    5;  // numbers that tip nothing are drawn up to here, to show how far they move it

// `war: holds above 2.471`, or what the answer does where it stays on its side of the bound.
std::string words_of(const Tipping& tipping, const TippedParameter& one) {
  const std::string words = one.parameter.name + ": " + holding_text(tipping, one);
  if (!one.crossings.empty()) return words;
  return fmt::format("{}, {} to {}", words, quantity_text(tipping, one.at_low), quantity_text(tipping, one.at_high));
}

RangeLane lane_of(const Tipping& tipping, const TippedParameter& one) {
  const StudiedParameter& parameter = one.parameter;
  RangeLane lane{lane_words(words_of(tipping, one)),
                 parameter.low,
                 parameter.high,
                 parameter.best,
                 holding_stretches(tipping, one),
                 {},
                 words_of(tipping, one)};
  for (const Crossing& crossing : one.crossings) lane.points.push_back(crossing.at);
  return lane;
}

std::string ends_text(const StudiedParameter& parameter) {
  return short_number(parameter.low) + " to " + short_number(parameter.high);
}

std::string reading_of(const Tipping& tipping, std::size_t num_tipping) {
  if (num_tipping == 0) {
    return fmt::format("{}: no number alone tips it within its range; at the best guesses it is {}.", tipping.condition,
                       quantity_text(tipping, tipping.central));
  }
  return fmt::format("{}: {} of {} can tip it alone within its range; at the best guesses it is {}.", tipping.condition,
                     num_tipping, counted(tipping.parameters.size(), "number"),
                     quantity_text(tipping, tipping.central));
}

void append_tipping(const Tipping& tipping, std::size_t number, std::vector<Chart>& charts) {
  if (tipping.parameters.empty()) return;
  Chart chart{
      .kind = ChartKind::Tipping,
      .name = fmt::format("tipping_{}", number),
      .title = fmt::format("When is {}?", tipping.condition),
      .reading = {},
      .method = {},
      .head = {"number", "range", "#best guess", "#answer at the low end", "#answer at the high end", "the condition"},
      .rows = {},
      .specification = {}};
  std::vector<RangeLane> lanes;
  std::size_t num_tipping = 0;
  for (const TippedParameter* one : by_weight(tipping)) {
    num_tipping += one->crossings.empty() ? 0 : 1;
    const bool drawn = lanes.size() < (one->crossings.empty() ? most_idle_lanes : most_lanes);
    if (drawn) lanes.push_back(lane_of(tipping, *one));
    chart.rows.push_back({one->parameter.name, ends_text(one->parameter), short_number(one->parameter.best),
                          quantity_text(tipping, one->at_low), quantity_text(tipping, one->at_high),
                          holding_text(tipping, *one)});
  }
  chart.note = chart.reading = reading_of(tipping, num_tipping);
  if (lanes.size() < tipping.parameters.size()) {
    chart.note +=
        fmt::format(" Drawn: {} of {}; the table has all.", lanes.size(), counted(tipping.parameters.size(), "number"));
  }
  chart.method = fmt::format(
      "Each number moves alone through its 90% range, all others stay at their best guesses, and the game is solved "
      "again in {} and wherever two neighbours lie on both sides of the bound: two crossings within one step are "
      "not seen. The drawing has the numbers that tip it or move it most, the table all.",
      counted(static_cast<std::size_t>(tipping.num_steps), "step"));
  chart.specification = compact_text(range_lanes(lanes, chart.reading, "#e69f00"));
  charts.push_back(std::move(chart));
}

RangeLane lane_of(const StudyBox& box, const BoxSide& side) {
  const StudiedParameter& parameter = box.parameters[side.column];
  const std::string beyond = beyond_text(box, side);
  const std::string words =
      fmt::format("{}: {}{}", parameter.name, side_text(box, side), beyond.empty() ? "" : fmt::format(" ({})", beyond));
  return {lane_words(words),
          parameter.low,
          parameter.high,
          parameter.best,
          {{side.at_least.value_or(parameter.low), side.at_most.value_or(parameter.high)}},
          {},
          words};
}

std::string in_words(const StudyBox& box) {
  return fmt::format("{}: in {} of the draws in this box, in {} of all; the box holds {} of all such draws.",
                     box.condition, share_text(box.named.density),
                     share_text(static_cast<double>(box.num_meeting) / static_cast<double>(box.num_rows)),
                     share_text(box.named.coverage));
}

constexpr const char* how_boxes_are_found =
    "The patient rule induction method (PRIM): from the whole space of drawn numbers, the thin slice whose loss leaves "
    "the "
    "rest densest is peeled off, again and again. Density: the share of the draws inside in which it is so; coverage: "
    "the "
    "share of all such draws that is inside. From each box the sides are left out that draws without meaning would "
    "give in "
    "more than 1 of 20 cases, the least telling first (Bryant & Lempert 2010); then the one in which density and "
    "coverage "
    "are best balanced is taken.";

void append_sides(const StudyBox& box, std::size_t number, std::vector<Chart>& charts) {
  Chart chart{.kind = ChartKind::Box,
              .name = fmt::format("box_{}", number),
              .title = fmt::format("{}: the box", box.condition),
              .reading = in_words(box),
              .method = how_boxes_are_found,
              .head = {"number", "in the box", "range", "#best guess", "chance"},
              .rows = {},
              .specification = {},
              .note = in_words(box)};
  const std::string remarks = remarks_on_sides(box);
  if (!remarks.empty()) chart.note += " " + remarks;
  std::vector<RangeLane> lanes;
  for (const BoxSide& side : box.named.sides) {
    const StudiedParameter& parameter = box.parameters[side.column];
    lanes.push_back(lane_of(box, side));
    chart.rows.push_back(
        {parameter.name, side_text(box, side), ends_text(parameter), short_number(parameter.best), meaning_text(side)});
  }
  chart.specification = compact_text(range_lanes(lanes, chart.reading, mark_colour));
  charts.push_back(std::move(chart));
}

Json point_of(const Box& box) {
  return {{"coverage", box.coverage},
          {"density", box.density},
          {"sides", box.sides.size()},
          {"text", fmt::format("density {}, coverage {}", share_text(box.density), share_text(box.coverage))}};
}

Json peeling(const StudyBox& box, const std::string& reading) {
  Json rows = Json::array();
  for (const Box& one : box.boxes) {
    rows.push_back(point_of(one));
    rows.back()["order"] = rows.size();
  }
  Json spec = new_specification(reading, 240);
  spec["data"] = {{"name", "boxes"}, {"values", std::move(rows)}};
  Json x = value_axis("coverage", "coverage", ".0%");
  x["scale"] = {{"domain", {0, 1}}};
  Json y = value_axis("density", "density", ".0%");
  y["scale"] = {{"domain", {0, 1}}};
  const Json tooltip = Json::array({shown("text", "box"), shown("sides", "sides")});
  spec["layer"] = {
      {{"mark", {{"type", "line"}, {"color", mark_colour}, {"strokeWidth", 2}, {"opacity", 0.6}}},
       {"encoding", {{"x", x}, {"y", y}, {"order", {{"field", "order"}, {"type", "quantitative"}}}}}},
      {{"mark", {{"type", "point"}, {"filled", true}, {"size", 30}, {"opacity", 1}, {"color", mark_colour}}},
       {"encoding", {{"x", x}, {"y", y}, {"tooltip", tooltip}}}},
      {{"data", {{"values", Json::array({point_of(box.named)})}}},
       {"mark",
        {{"type", "point"},
         {"shape", "diamond"},
         {"filled", true},
         {"size", 170},
         {"opacity", 1},
         {"color", "#d55e00"}}},
       {"encoding", {{"x", x}, {"y", y}, {"tooltip", tooltip}}}}};
  return spec;
}

void append_peeling(const StudyBox& box, std::size_t number, std::vector<Chart>& charts) {
  Chart chart{.kind = ChartKind::Box,
              .name = fmt::format("peeling_{}", number),
              .title = fmt::format("{}: boxes on the way", box.condition),
              .reading = {},
              .method = how_boxes_are_found,
              .head = {"#density", "#coverage", "#of all draws", "#sides", "which"},
              .rows = {},
              .specification = {}};
  for (const BoxOnTheWay& one : boxes_on_the_way(box)) chart.rows.push_back(cells_of(one));
  chart.note =
      "Density: of the draws inside, the share in which it is so. Coverage: of all such draws, the share inside. "
      "The diamond is the box that is drawn, without the sides that may be chance.";
  chart.reading = fmt::format("{}: from the whole space, whose density is {}, to the densest box, whose density is {}.",
                              box.condition, chart.rows.front()[0],
                              share_text(std::ranges::max(box.boxes, {}, &Box::density).density));
  chart.specification = compact_text(peeling(box, chart.reading));
  charts.push_back(std::move(chart));
}

}  // namespace

void append_tipping_charts(const Report& report, std::vector<Chart>& charts) {
  if (report.findings == nullptr) return;
  std::size_t number = 0;
  for (const Tipping& tipping : report.findings->tippings) append_tipping(tipping, ++number, charts);
}

void append_box_charts(const Report& report, std::vector<Chart>& charts) {
  if (report.findings == nullptr) return;
  std::size_t number = 0;
  for (const StudyBox& box : report.findings->boxes) {
    ++number;
    if (box.named.sides.empty()) continue;
    append_sides(box, number, charts);
    append_peeling(box, number, charts);
  }
}

}  // namespace demarche
