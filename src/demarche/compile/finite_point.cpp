#include "demarche/compile/finite_point.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr const char* look_at_numbers = "look for a division by 0 or a number too large";

bool reads_finite_parameters(const Formula& formula, const Point& point) {
  return std::ranges::all_of(parameters_of(formula),
                             [&](ParameterId id) { return std::isfinite(point.parameters[id]); });
}

void look_at_parameters(const Model& model, const Point& point, Diagnostics& diagnostics) {
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const Parameter& parameter = model.parameters[ParameterId{row}];
    if (std::isfinite(point.parameters[ParameterId{row}]) || !reads_finite_parameters(parameter.best, point)) continue;
    diagnostics.push_back({Kind::E019,
                           fmt::format("`{}` is not a finite number", parameter.name),
                           {parameter.best.span, ""},
                           {},
                           look_at_numbers});
  }
}

void look_at_levels(const Model& model, const Point& point, Diagnostics& diagnostics) {
  for (std::size_t row = 0; row < model.variables.size(); ++row) {
    const Variable& variable = model.variables[VariableId{row}];
    const std::vector<double>& numbers = point.numbers[VariableId{row}];
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      if (std::isfinite(numbers[k]) || !reads_finite_parameters(variable.values[k].number, point)) continue;
      diagnostics.push_back(
          {Kind::E019,
           fmt::format("the number of level `{}` of `{}` is not finite", variable.values[k].name, variable.name),
           {variable.values[k].number.span, ""},
           {},
           look_at_numbers});
      break;
    }
  }
}

}  // namespace

Diagnostics infinite_numbers(const Model& model, const Point& point) {
  Diagnostics diagnostics;
  look_at_parameters(model, point, diagnostics);
  look_at_levels(model, point, diagnostics);
  return diagnostics;
}

}  // namespace demarche
