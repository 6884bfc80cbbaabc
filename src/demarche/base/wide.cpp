#include "demarche/base/wide.h"

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

}  // namespace demarche
