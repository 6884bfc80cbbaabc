#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_style.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche::render {

// Lines: an answer against a number that takes several values.

namespace {

constexpr int width_of_a_label = 52;  // pixels

// A number beside the edge of the drawing begins or ends at its dot, clear of the axis.
constexpr const char* label_alignment =
    "scale('x', datum.at) < 0.1 * width ? 'left' : scale('x', datum.at) > 0.9 * width ? 'right' : 'center'";
constexpr const char* label_shift = "scale('x', datum.at) < 0.1 * width ? 7 : 0";

// What the points lie over.
view::Data scale_along(std::span<const view::Data> rows) {
  double low = number_in(rows.front(), "at");
  double high = low;
  for (const view::Data& row : rows) {
    low = std::min(low, number_in(row, "at"));
    high = std::max(high, number_in(row, "at"));
  }
  return {{"unit", "number"}, {"low", low}, {"high", high}};
}

view::Data rows_as_list(std::span<const view::Data> rows) {
  view::Data list = view::Data::list();
  for (const view::Data& row : rows) list.push_back(row);
  return list;
}

}  // namespace

view::Data line_specification(const view::Figure& figure) {
  const auto rows = rows_in(figure.marks, "rows");
  const std::string along = text_in(figure.marks, "along");
  view::Data spec = new_specification(figure, 240);
  spec["data"] = {{"name", "rows"}, {"values", rows_as_list(rows)}};
  const view::Data x = value_axis("at", along, scale_along(rows));
  const view::Data y = value_axis("value", "", *figure.marks.find("scale"));
  const view::Data tooltip = listed({pointed_field("at", along), pointed_field("text", "answer")});
  // Where labels would meet, the table has them.
  const view::Data where_it_fits = {
      {"condition", {{"test", fmt::format("width > {}", width_of_a_label * rows.size())}, {"field", "text"}}},
      {"value", ""}};
  const view::Data line = {{"mark", {{"type", "line"}, {"color", blue}, {"strokeWidth", 2}}},
                           {"encoding", {{"x", x}, {"y", y}}}};
  const view::Data dots = {
      {"mark", {{"type", "point"}, {"filled", true}, {"size", 80}, {"opacity", 1}, {"color", blue}}},
      {"encoding", {{"x", x}, {"y", y}, {"tooltip", tooltip}}}};
  const view::Data labels = {
      {"mark",
       {{"type", "text"}, {"dy", -14}, {"dx", {{"expr", label_shift}}}, {"align", {{"expr", label_alignment}}}}},
      {"encoding", {{"x", x}, {"y", y}, {"text", where_it_fits}}}};
  spec["layer"] = listed({line, dots, labels});
  return spec;
}

}  // namespace demarche::render
