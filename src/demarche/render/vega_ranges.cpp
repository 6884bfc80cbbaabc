#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

#include <algorithm>

namespace demarche::render {

// Answers over draws: a dot, a bar, and behind it what is allowed.

namespace {

struct AnswerLanes {
  view::Data rows = view::Data::list();
  int height = 0;
};

AnswerLanes answer_lanes(const view::Figure& figure) {
  AnswerLanes lanes;
  for (const view::Data& row : rows_in(figure.marks, "rows")) {
    const std::string words = lane_words(text_in(row, "name"));
    const std::string text = lane_words(text_in(row, "text"));
    const int below = lanes.height + height_of(words);
    const int bar = below + height_of(text) + 9;
    view::Data lane = row;
    lane.update({{"words", words}, {"text", text}, {"top", lanes.height}, {"below", below}, {"bar", bar}});
    lanes.rows.push_back(std::move(lane));
    lanes.height = bar + 21;
  }
  return lanes;
}

view::Data allowed_layer(const view::Data& x) {
  view::Data layer = lane_bar(with_field(x, "from"), "to", "bar", 18);
  layer["transform"] = listed({{{"filter", "isValid(datum.from)"}}});
  layer["mark"].update({{"color", green}, {"opacity", 0.35}});
  return layer;
}

}  // namespace

view::Data ranges_specification(const view::Figure& figure) {
  AnswerLanes lanes = answer_lanes(figure);
  view::Data spec = new_specification(figure, lanes.height);
  spec["data"] = {{"name", "rows"}, {"values", std::move(lanes.rows)}};
  const view::Data x = value_axis("value", "", *figure.marks.find("scale"));
  const view::Data tooltip = listed({pointed_field("words", "answer"), pointed_field("text", "value")});
  view::Data range = lane_bar(with_field(x, "low"), "high", "bar", 8);
  range["mark"].update({{"color", light_blue}, {"opacity", 0.65}});
  range["encoding"]["tooltip"] = tooltip;
  const view::Data dot = {{"mark", ringed_dot()},
                          {"encoding", {{"x", x}, {"y", lane_place("bar")}, {"tooltip", tooltip}}}};
  const auto rows = rows_in(figure.marks, "rows");
  const bool has_checks = std::ranges::any_of(rows, [](const view::Data& row) { return row.find("from") != nullptr; });
  spec["layer"] = view::Data::list();
  if (has_checks) spec["layer"].push_back(allowed_layer(x));
  for (const view::Data& layer : {range, dot, lane_text("words", "top", 1), lane_text("text", "below", 0.75)})
    spec["layer"].push_back(layer);
  return spec;
}

}  // namespace demarche::render
