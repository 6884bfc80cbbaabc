#include "demarche/render/vega_style.h"

#include "demarche/render/ticks.h"

#include <array>
#include <cmath>

namespace demarche::render {

Colour colour_of(std::size_t k) {
  static constexpr std::array<Colour, 7> colours = {{{blue, "#ffffff"},
                                                     {orange, "#000000"},
                                                     {green, "#000000"},
                                                     {"#cc79a7", "#000000"},
                                                     {light_blue, "#000000"},
                                                     {"#f0e442", "#000000"},
                                                     {red, "#000000"}}};
  return colours[k % colours.size()];
}

view::Data listed(std::initializer_list<view::Data> elements) {
  view::Data list = view::Data::list();
  for (const view::Data& element : elements) list.push_back(element);
  return list;
}

view::Data new_specification(const view::Figure& figure, int height) {
  const view::Data axis = {{"labelColor", "currentColor"}, {"titleColor", "currentColor"},
                           {"tickColor", "currentColor"},  {"domainColor", "currentColor"},
                           {"gridColor", "currentColor"},  {"gridOpacity", 0.15},
                           {"tickOpacity", 0.4},           {"domainOpacity", 0.4},
                           {"labelFontSize", 12},          {"titleFontSize", 12},
                           {"titleFontWeight", "normal"},  {"labelLimit", 150}};
  const view::Data legend = {{"labelColor", "currentColor"},
                             {"titleColor", "currentColor"},
                             {"labelFontSize", 12},
                             {"titleFontSize", 12},
                             {"orient", "top"},
                             {"columns", 3}};
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"description", figure.reading},
          {"width", "container"},
          {"height", height},
          {"autosize", {{"type", "fit-x"}, {"contains", "padding"}}},
          {"config",
           {{"background", nullptr},
            {"font", "system-ui, sans-serif"},
            {"view", {{"stroke", nullptr}}},
            {"text", {{"color", "currentColor"}, {"fontSize", 12}}},
            {"axis", axis},
            {"legend", legend}}}};
}

view::Data values_of(view::Data rows) { return {{"values", std::move(rows)}}; }

view::Data value_axis(const std::string& field, const std::string& title, const view::Data& scale) {
  const Ticks ticks = ticks_of(scale);
  view::Data axis = {{"field", field}, {"type", "quantitative"}, {"title", nullptr}};
  if (!title.empty()) axis["title"] = title;
  axis["axis"] = {
      {"values", ticks.values}, {"format", d3_format_of(ticks)}, {"labelOverlap", true}, {"labelFlush", true}};
  axis["scale"] = {{"domain", listed({ticks.low, ticks.high})}, {"nice", false}, {"zero", false}};
  return axis;
}

view::Data whole_scale() { return {{"unit", "share"}, {"low", 0}, {"high", 1}}; }

view::Data unseen_axis(const std::string& field) {
  view::Data axis = value_axis(field, "", whole_scale());
  axis["axis"] = nullptr;
  return axis;
}

view::Data with_field(view::Data axis, const std::string& field) {
  axis["field"] = field;
  return axis;
}

view::Data as_is(const std::string& field) { return {{"field", field}, {"type", "nominal"}, {"scale", nullptr}}; }

view::Data text_from(const std::string& field) { return {{"field", field}, {"type", "nominal"}}; }

view::Data pointed_field(const std::string& field, const std::string& title) {
  return {{"field", field}, {"title", title}};
}

view::Data ringed_dot() {
  return {{"type", "point"}, {"filled", true},      {"size", 120},       {"opacity", 1},
          {"color", blue},   {"stroke", "#ffffff"}, {"strokeWidth", 1.5}};
}

double rounded(double number) {
  if (!std::isfinite(number)) return 0;
  return std::round(number * 1e6) / 1e6;
}

}  // namespace demarche::render
