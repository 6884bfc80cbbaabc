#include "demarche/model/wide_formula.h"

#include <fmt/format.h>

#include <cstdlib>
#include <string>

namespace demarche {
namespace {

constexpr int most_digits = 15;          // of decimals that a double tells apart
constexpr int largest_exact_power = 22;  // of ten

double power_of_ten(int exponent) {
  double power = 1;
  for (int k = 0; k < exponent; ++k) power *= 10;
  return power;
}

}  // namespace

Wide as_written(double number) {
  if (!std::isfinite(number) || number == std::round(number)) return {number, 0};
  const std::string text = fmt::format("{:.{}e}", number, most_digits - 1);
  if (std::strtod(text.c_str(), nullptr) != number) return {number, 0};
  const std::size_t mark = text.find('e');
  std::string digits;
  for (const char c : text.substr(0, mark))
    if (c != '.') digits += c;
  const int exponent = std::atoi(text.c_str() + mark + 1) - (most_digits - 1);
  if (std::abs(exponent) > largest_exact_power) return {number, 0};
  const Wide whole{std::strtod(digits.c_str(), nullptr), 0};
  const Wide power{power_of_ten(std::abs(exponent)), 0};
  return exponent < 0 ? whole / power : whole * power;
}

WidePoint wide_point_of(const Model& model, const Parameters& parameters) {
  WidePoint wide{point_of(model, parameters), {}, {}};
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const ParameterId id{row};
    const bool set = row < parameters.size() && parameters[id].has_value();
    wide.parameters.push_back(set ? as_written(*parameters[id]) : evaluate_wide(model.parameters[id].best, wide, {}));
  }
  for (const Variable& variable : model.variables) {
    std::vector<Wide> numbers;
    for (const Value& value : variable.values)
      if (variable.has_numbers) numbers.push_back(evaluate_wide(value.number, wide, {}));
    wide.numbers.push_back(std::move(numbers));
  }
  return wide;
}

}  // namespace demarche
