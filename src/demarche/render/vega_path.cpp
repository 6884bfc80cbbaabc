#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_style.h"

namespace demarche::render {

// The path to an equilibrium, against the precision.

namespace {

// Large and small ones with a power of ten.
constexpr const char* short_numbers =
    "datum.value >= 1e5 || datum.value < 1e-3 ? format(datum.value, '~e') : format(datum.value, '~g')";

view::Data log_axis(const std::string& field, const std::string& title) {
  return {{"field", field},
          {"type", "quantitative"},
          {"title", title + " (log scale)"},
          {"axis", {{"labelExpr", short_numbers}, {"tickCount", 5}, {"labelOverlap", true}, {"labelFlush", true}}},
          {"scale", {{"type", "log"}}}};
}

view::Data path_points(const view::Figure& figure, bool is_share) {
  view::Data rows = view::Data::list();
  for (const view::Data& point : rows_in(figure.marks, "points")) {
    rows.push_back(point);
    if (is_share) rows.back()["value"] = rounded(number_in(point, "value"));
  }
  return rows;
}

view::Data series_colours(std::span<const view::Data> series) {
  view::Data domain = view::Data::list();
  view::Data range = view::Data::list();
  for (std::size_t k = 0; k < series.size(); ++k) {
    domain.push_back(series[k]);
    range.push_back(colour_of(k).fill);
  }
  view::Data colour = {{"field", "series"},
                       {"type", "nominal"},
                       {"title", nullptr},
                       {"scale", {{"domain", std::move(domain)}, {"range", std::move(range)}}}};
  if (series.size() == 1) colour["legend"] = nullptr;
  return colour;
}

}  // namespace

view::Data path_specification(const view::Figure& figure) {
  const bool is_share = text_in(figure.marks, "quantity") == "share";
  view::Data spec = new_specification(figure, 200);
  spec["data"] = {{"name", "rows"}, {"values", path_points(figure, is_share)}};
  spec["mark"] = {{"type", "line"}, {"strokeWidth", 2}};
  if (is_share) spec["mark"]["interpolate"] = "monotone";
  spec["encoding"] = {
      {"x", log_axis("precision", "precision")},
      {"y", is_share ? value_axis("value", "probability", whole_scale()) : log_axis("value", "largest gain")},
      {"color", series_colours(rows_in(figure.marks, "series"))},
      {"order", {{"field", "precision"}, {"type", "quantitative"}}},
      {"tooltip", listed({pointed_field("precision", "precision"), pointed_field("series", is_share ? "move" : ""),
                          pointed_field("value", is_share ? "probability" : "largest gain")})}};
  return spec;
}

}  // namespace demarche::render
