#include "demarche/render/marks.h"
#include "demarche/render/ticks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_style.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace demarche::render {

// Heat maps: an answer over two numbers, a field a pair of values.

namespace {

constexpr int height_of_a_map = 600;  // pixels, where fields need not be larger or smaller
constexpr int tallest_field = 30;
constexpr int lowest_field = 8;
constexpr int lowest_field_told = 14;  // with its number in it
constexpr int width_of_a_letter = 7;

// How far a number lies between the ends of the scale; the writing on dark fields is light.
double share_of_scale(const Ticks& scale, double value) {
  return scale.high > scale.low ? (value - scale.low) / (scale.high - scale.low) : 0;
}

view::Data fields_of(std::span<const view::Data> rows, const Ticks& scale) {
  view::Data list = view::Data::list();
  for (const view::Data& row : rows) {
    view::Data field = row;
    const double value = number_in(row, "value");
    field["is_dark"] = !std::isnan(value) && share_of_scale(scale, value) > 0.5;
    list.push_back(std::move(field));
  }
  return list;
}

std::vector<double> values_along(std::span<const view::Data> rows, const char* key) {
  std::vector<double> seen;
  for (const view::Data& row : rows) {
    const double at = number_in(row, key);
    if (std::ranges::find(seen, at) == seen.end()) seen.push_back(at);
  }
  return seen;
}

// The fewest digits that tell the values of an axis apart.
int digits_telling(const std::vector<double>& values) {
  for (int digits = 3; digits < 17; ++digits) {
    std::set<std::string> told;
    for (const double value : values) told.insert(fmt::format("{:.{}g}", value, digits));
    if (told.size() == values.size()) return digits;
  }
  return 17;
}

// Labels that would meet are left out; the title of what goes up stands above, however low the map.
view::Data ordinal_axis(const char* field, const std::string& title, const char* sort,
                        const std::vector<double>& values) {
  const std::string label = fmt::format("format(datum.value, '.{}~g')", digits_telling(values));
  return {{"field", field},
          {"type", "ordinal"},
          {"sort", sort},
          {"axis", {{"title", title}, {"labelAngle", 0}, {"labelExpr", label}, {"labelOverlap", true}}}};
}

view::Data axis_upwards(const std::string& title, const std::vector<double>& values) {
  view::Data axis = ordinal_axis("across_at", title, "descending", values);
  axis["axis"]["titleAngle"] = 0;
  axis["axis"]["titleAnchor"] = "end";
  axis["axis"]["titleAlign"] = "left";
  axis["axis"]["titleX"] = 0;
  axis["axis"]["titleY"] = -7;
  return axis;
}

// The numbers stand in the fields where all of them fit.
view::Data numbers_in_fields(std::span<const view::Data> rows, std::size_t num_columns) {
  std::size_t longest = 1;
  for (const view::Data& row : rows) longest = std::max(longest, text_in(row, "text").size());
  const std::size_t needed = num_columns * longest * width_of_a_letter;
  return {{"condition", {{"test", fmt::format("width > {}", needed)}, {"field", "text"}}}, {"value", ""}};
}

// The palest is the least; beside the scale stand the ticks of an axis.
view::Data colour_on(const Ticks& scale) {
  return {
      {"field", "value"},
      {"type", "quantitative"},
      {"scale", {{"domain", listed({scale.low, scale.high})}, {"scheme", "blues"}}},
      {"legend",
       {{"title", ""}, {"offset", 32}, {"values", listed({scale.low, scale.high})}, {"format", d3_format_of(scale)}}}};
}

}  // namespace

view::Data heat_specification(const view::Figure& figure) {
  const auto rows = rows_in(figure.marks, "rows");
  const Ticks scale = ticks_of(*figure.marks.find("scale"));
  const std::string along = text_in(figure.marks, "along");
  const std::string across = text_in(figure.marks, "across");
  const std::vector<double> columns = values_along(rows, "at");
  const std::vector<double> lines = values_along(rows, "across_at");
  const auto num_lines = static_cast<int>(lines.size());
  const int height = std::clamp(height_of_a_map / num_lines, lowest_field, tallest_field);
  view::Data spec = new_specification(figure, height * num_lines);
  spec["data"] = {{"name", "rows"}, {"values", fields_of(rows, scale)}};
  const view::Data x = ordinal_axis("at", along, "ascending", columns);
  const view::Data y = axis_upwards(across, lines);
  const view::Data colour = colour_on(scale);
  const view::Data tooltip =
      listed({pointed_field("at", along), pointed_field("across_at", across), pointed_field("text", "answer")});
  const view::Data fields = {{"mark", {{"type", "rect"}}},
                             {"transform", listed({{{"filter", "isValid(datum.value)"}}})},
                             {"encoding", {{"x", x}, {"y", y}, {"color", colour}, {"tooltip", tooltip}}}};
  spec["layer"] = listed({fields});
  if (height < lowest_field_told) return spec;
  const view::Data ink = {{"condition", {{"test", "datum.is_dark"}, {"value", "#ffffff"}}}, {"value", "#1a1a1a"}};
  spec["layer"].push_back(
      {{"mark", {{"type", "text"}, {"fontSize", 10}}},
       {"encoding", {{"x", x}, {"y", y}, {"text", numbers_in_fields(rows, columns.size())}, {"color", ink}}}});
  return spec;
}

}  // namespace demarche::render
