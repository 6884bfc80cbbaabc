#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_style.h"

namespace demarche::render {

// Boxes on the way to a dense one: density against coverage.

view::Data peeling_specification(const view::Figure& figure) {
  view::Data rows = view::Data::list();
  for (const view::Data& box : rows_in(figure.marks, "boxes")) {
    rows.push_back(box);
    rows.back()["order"] = rows.size();
  }
  view::Data spec = new_specification(figure, 240);
  spec["data"] = {{"name", "boxes"}, {"values", std::move(rows)}};
  const view::Data x = value_axis("coverage", "coverage", whole_scale());
  const view::Data y = value_axis("density", "density", whole_scale());
  const view::Data tooltip = listed({pointed_field("text", "box"), pointed_field("sides", "sides")});
  const view::Data at = {{"x", x}, {"y", y}, {"tooltip", tooltip}};
  const view::Data line = {
      {"mark", {{"type", "line"}, {"color", blue}, {"strokeWidth", 2}, {"opacity", 0.6}}},
      {"encoding", {{"x", x}, {"y", y}, {"order", {{"field", "order"}, {"type", "quantitative"}}}}}};
  const view::Data dots = {
      {"mark", {{"type", "point"}, {"filled", true}, {"size", 30}, {"opacity", 1}, {"color", blue}}}, {"encoding", at}};
  const view::Data named = {
      {"data", values_of(listed({*figure.marks.find("named")}))},
      {"mark",
       {{"type", "point"}, {"shape", "diamond"}, {"filled", true}, {"size", 170}, {"opacity", 1}, {"color", red}}},
      {"encoding", at}};
  spec["layer"] = listed({line, dots, named});
  return spec;
}

}  // namespace demarche::render
