#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

#include <algorithm>

namespace demarche::render {

// Ranges of numbers, each scaled to the width of the drawing: stretches of it, values in it, and the best guess.

namespace {

constexpr int range_thickness = 9;

struct RangeLanes {
  view::Data lanes = view::Data::list();
  view::Data held = view::Data::list();
  view::Data points = view::Data::list();
  int height = 0;
};

double place_in(const view::Data& row, double number) {
  const double low = number_in(row, "low");
  const double high = number_in(row, "high");
  return low < high ? rounded(std::clamp((number - low) / (high - low), 0.0, 1.0)) : 0.5;
}

void add_range(RangeLanes& lanes, const view::Data& row) {
  const std::string text = text_in(row, "words");
  const std::string words = lane_words(text);
  const int bar = lanes.height + height_of(words) + 10;
  lanes.lanes.push_back({{"words", words},
                         {"top", lanes.height},
                         {"bar", bar},
                         {"ends", bar + 8},
                         {"left", 0},
                         {"right", 1},
                         {"best", place_in(row, number_in(row, "best"))},
                         {"low", text_in(row, "low_text")},
                         {"high", text_in(row, "high_text")},
                         {"guess", text_in(row, "best_text")}});
  for (const view::Data& held : rows_in(row, "held")) {
    lanes.held.push_back({{"bar", bar},
                          {"left", place_in(row, number_in(held, "from"))},
                          {"right", place_in(row, number_in(held, "to"))},
                          {"words", text}});
  }
  for (const view::Data& point : rows_in(row, "points"))
    lanes.points.push_back({{"bar", bar}, {"left", place_in(row, mark_number(point))}, {"words", text}});
  lanes.height = bar + 8 + line_height + 12;
}

view::Data end_text(const char* field, const char* align, const view::Data& x) {
  return {{"mark", {{"type", "text"}, {"align", align}, {"baseline", "top"}, {"opacity", 0.75}}},
          {"encoding", {{"x", x}, {"y", lane_place("ends")}, {"text", text_from(field)}}}};
}

view::Data held_layer(view::Data held, const view::Data& x, const char* colour) {
  view::Data layer = lane_bar(x, "right", "bar", range_thickness);
  layer["mark"]["color"] = colour;
  layer["data"] = values_of(std::move(held));
  layer["encoding"]["tooltip"] = listed({pointed_field("words", "number")});
  return layer;
}

view::Data point_layer(view::Data points, const view::Data& x) {
  return {{"data", values_of(std::move(points))},
          {"mark",
           {{"type", "point"}, {"shape", "diamond"}, {"filled", true}, {"size", 130}, {"opacity", 1}, {"color", red}}},
          {"encoding", {{"x", x}, {"y", lane_place("bar")}, {"tooltip", listed({pointed_field("words", "number")})}}}};
}

}  // namespace

view::Data stretches_specification(const view::Figure& figure) {
  RangeLanes lanes;
  for (const view::Data& row : rows_in(figure.marks, "rows")) add_range(lanes, row);
  view::Data spec = new_specification(figure, lanes.height);
  spec["data"] = {{"name", "lanes"}, {"values", std::move(lanes.lanes)}};
  const view::Data x = unseen_axis("left");
  view::Data whole = lane_bar(x, "right", "bar", range_thickness);
  whole["mark"].update({{"color", "currentColor"}, {"opacity", 0.18}});
  whole["encoding"]["tooltip"] = listed({pointed_field("words", "number"), pointed_field("low", "low end"),
                                         pointed_field("high", "high end"), pointed_field("guess", "best guess")});
  const char* colour = figure.kind == view::FigureKind::Box ? blue : orange;
  spec["layer"] =
      listed({whole, held_layer(std::move(lanes.held), x, colour), lane_tick(with_field(x, "best"), "bar", 20),
              point_layer(std::move(lanes.points), x), lane_text("words", "top", 1),
              end_text("low", "left", {{"value", 0}}), end_text("high", "right", {{"value", "width"}})});
  return spec;
}

}  // namespace demarche::render
