#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

namespace demarche::render {

// What adds up: a bar an amount, from where the one before it ended, and at the end what it comes to.

namespace {

constexpr const char* adds = "adds";
constexpr const char* takes_away = "takes away";
constexpr const char* comes_to = "in all";
constexpr int amount_thickness = 10;

struct WaterfallLanes {
  view::Data rows = view::Data::list();
  int height = 0;
};

const char* sense_of(const view::Data& row) {
  if (truth_in(row, "is_total")) return comes_to;
  return number_in(row, "to") < number_in(row, "from") ? takes_away : adds;
}

WaterfallLanes waterfall_lanes(const view::Figure& figure) {
  WaterfallLanes lanes;
  for (const view::Data& row : rows_in(figure.marks, "rows")) {
    const std::string words = lane_words(text_in(row, "name") + ": " + text_in(row, "text"));
    const int bar = lanes.height + height_of(words) + 8;
    view::Data lane = row;
    lane.update({{"words", words}, {"sense", sense_of(row)}, {"top", lanes.height}, {"bar", bar}});
    lanes.rows.push_back(std::move(lane));
    lanes.height = bar + 12;
  }
  return lanes;
}

}  // namespace

view::Data waterfall_specification(const view::Figure& figure) {
  WaterfallLanes lanes = waterfall_lanes(figure);
  view::Data spec = new_specification(figure, lanes.height);
  spec["data"] = {{"name", "rows"}, {"values", std::move(lanes.rows)}};
  const view::Data x = value_axis("from", "", *figure.marks.find("scale"));
  view::Data bars = lane_bar(x, "to", "bar", amount_thickness);
  bars["encoding"]["color"] = {
      {"field", "sense"},
      {"type", "nominal"},
      {"title", nullptr},
      {"scale", {{"domain", listed({adds, takes_away, comes_to})}, {"range", listed({blue, orange, grey})}}}};
  bars["encoding"]["tooltip"] = listed({pointed_field("name", "what"), pointed_field("text", "adds")});
  const view::Data zero = {{"mark", {{"type", "rule"}, {"color", "currentColor"}, {"opacity", 0.4}}},
                           {"encoding", {{"x", {{"datum", 0}, {"type", "quantitative"}}}}}};
  spec["layer"] = listed({bars, zero, lane_text("words", "top", 1)});
  return spec;
}

}  // namespace demarche::render
