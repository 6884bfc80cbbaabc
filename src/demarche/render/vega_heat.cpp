#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_style.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace demarche::render {

// Heat maps: an answer over two numbers, a field a pair of values.

namespace {

constexpr int height_of_a_field = 30;         // pixels
constexpr std::size_t most_fields_told = 12;  // across, with their numbers in them

// How far a number lies between the ends of the scale; the writing on dark fields is light.
double share_of_scale(const view::Data& scale, double value) {
  const double low = number_in(scale, "low");
  const double high = number_in(scale, "high");
  return high > low ? (value - low) / (high - low) : 0;
}

view::Data fields_of(std::span<const view::Data> rows, const view::Data& scale) {
  view::Data list = view::Data::list();
  for (const view::Data& row : rows) {
    view::Data field = row;
    const double value = number_in(row, "value");
    field["is_dark"] = !std::isnan(value) && share_of_scale(scale, value) > 0.5;
    list.push_back(std::move(field));
  }
  return list;
}

std::size_t num_different(std::span<const view::Data> rows, const char* key) {
  std::vector<double> seen;
  for (const view::Data& row : rows) {
    const double at = number_in(row, key);
    if (std::find(seen.begin(), seen.end(), at) == seen.end()) seen.push_back(at);
  }
  return seen.size();
}

view::Data ordinal_axis(const char* field, const std::string& title, const char* sort) {
  return {{"field", field}, {"type", "ordinal"}, {"sort", sort}, {"axis", {{"title", title}, {"labelAngle", 0}}}};
}

}  // namespace

view::Data heat_specification(const view::Figure& figure) {
  const auto rows = rows_in(figure.marks, "rows");
  const view::Data& scale = *figure.marks.find("scale");
  const std::string along = text_in(figure.marks, "along");
  const std::string across = text_in(figure.marks, "across");
  const auto num_lines = static_cast<int>(num_different(rows, "across_at"));
  view::Data spec = new_specification(figure, height_of_a_field * num_lines);
  spec["data"] = {{"name", "rows"}, {"values", fields_of(rows, scale)}};
  const view::Data x = ordinal_axis("at", along, "ascending");
  const view::Data y = ordinal_axis("across_at", across, "descending");
  const view::Data colour = {
      {"field", "value"},
      {"type", "quantitative"},
      {"scale", {{"domain", listed({number_in(scale, "low"), number_in(scale, "high")})}, {"scheme", "blues"}}},
      {"legend", {{"title", ""}}}};
  const view::Data tooltip =
      listed({pointed_field("at", along), pointed_field("across_at", across), pointed_field("text", "answer")});
  const view::Data fields = {{"mark", {{"type", "rect"}}},
                             {"transform", listed({{{"filter", "isValid(datum.value)"}}})},
                             {"encoding", {{"x", x}, {"y", y}, {"color", colour}, {"tooltip", tooltip}}}};
  spec["layer"] = listed({fields});
  if (num_different(rows, "at") > most_fields_told) return spec;
  const view::Data ink = {{"condition", {{"test", "datum.is_dark"}, {"value", "#ffffff"}}}, {"value", "#1a1a1a"}};
  spec["layer"].push_back({{"mark", {{"type", "text"}, {"fontSize", 10}}},
                           {"encoding", {{"x", x}, {"y", y}, {"text", text_from("text")}, {"color", ink}}}});
  return spec;
}

}  // namespace demarche::render
