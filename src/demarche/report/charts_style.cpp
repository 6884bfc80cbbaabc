#include "demarche/report/charts_style.h"

#include <array>
#include <cmath>

namespace demarche {

Colour2 colour_of(std::size_t k) {
  static constexpr std::array<Colour2, 7> colours = {{{"#0072b2", "#ffffff"},
                                                      {"#e69f00", "#000000"},
                                                      {"#009e73", "#000000"},
                                                      {"#cc79a7", "#000000"},
                                                      {"#56b4e9", "#000000"},
                                                      {"#f0e442", "#000000"},
                                                      {"#d55e00", "#000000"}}};
  return colours[k % colours.size()];
}

Json new_specification(const std::string& description, int height) {
  const Json axis = {{"labelColor", "currentColor"}, {"titleColor", "currentColor"},
                     {"tickColor", "currentColor"},  {"domainColor", "currentColor"},
                     {"gridColor", "currentColor"},  {"gridOpacity", 0.15},
                     {"tickOpacity", 0.4},           {"domainOpacity", 0.4},
                     {"labelFontSize", 12},          {"titleFontSize", 12},
                     {"titleFontWeight", "normal"},  {"labelLimit", 150}};
  const Json legend = {{"labelColor", "currentColor"},
                       {"titleColor", "currentColor"},
                       {"labelFontSize", 12},
                       {"titleFontSize", 12},
                       {"orient", "top"},
                       {"columns", 3}};
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"description", description},
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

Json value_axis(const std::string& field, const std::string& title, const std::string& unit_format) {
  return {{"field", field},
          {"type", "quantitative"},
          {"title", title},
          {"axis", {{"format", unit_format}, {"tickCount", 5}, {"labelOverlap", true}}}};
}

Json shown(const std::string& field, const std::string& title) { return {{"field", field}, {"title", title}}; }

Json ringed_dot() {
  return {{"type", "point"},      {"filled", true},      {"size", 120},       {"opacity", 1},
          {"color", mark_colour}, {"stroke", "#ffffff"}, {"strokeWidth", 1.5}};
}

std::string compact_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

double rounded(double number) {
  if (!std::isfinite(number)) return 0;
  return std::round(number * 1e6) / 1e6;
}

}  // namespace demarche
