#include "demarche/solve/several/exact_numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace demarche {
namespace {

constexpr double roundings_of_a_fraction = 4 * std::numeric_limits<double>::epsilon();
constexpr double largest_below = 1e7;
constexpr double largest_whole = 9e15;  // doubles hold it
constexpr int digits = std::numeric_limits<double>::digits;

struct Fraction {
  std::int64_t above = 0;
  std::int64_t below = 1;
};

// By continued fractions; nullopt where nothing small is within a few roundings.
std::optional<Fraction> simple_fraction(double number) {
  const double size = std::abs(number);
  double above_before = 0, above = 1, below_before = 1, below = 0;
  double rest = size;
  while (true) {
    const double whole = std::floor(rest);
    above_before = std::exchange(above, whole * above + above_before);
    below_before = std::exchange(below, whole * below + below_before);
    if (!(above < largest_whole) || below > largest_below) return std::nullopt;
    if (std::abs(above / below - size) <= roundings_of_a_fraction * size) break;
    rest = 1 / (rest - whole);
  }
  return Fraction{static_cast<std::int64_t>(std::copysign(above, number)), static_cast<std::int64_t>(below)};
}

std::optional<std::vector<ExactInteger>> as_fractions(const std::vector<double>& numbers) {
  std::vector<Fraction> fractions;
  std::int64_t common = 1;
  for (const double number : numbers) {
    const std::optional<Fraction> fraction = simple_fraction(number);
    if (!fraction) return std::nullopt;
    const std::int64_t factor = fraction->below / std::gcd(common, fraction->below);
    if (static_cast<double>(common) * static_cast<double>(factor) > largest_whole) return std::nullopt;
    common *= factor;
    fractions.push_back(*fraction);
  }
  std::vector<ExactInteger> multiples;
  for (const Fraction& fraction : fractions)
    multiples.push_back(exact(fraction.above) * exact(common / fraction.below));
  return multiples;
}

// A double as a whole number x 2^exponent.
struct Binary {
  std::int64_t whole = 0;
  int exponent = std::numeric_limits<int>::max();  // of 0
};
Binary binary(double number) {
  if (number == 0) return {};
  int exponent = 0;
  const double part = std::frexp(number, &exponent);
  return {static_cast<std::int64_t>(std::ldexp(part, digits)), exponent - digits};
}

ExactInteger multiple(const Binary& number, int unit) {
  return number.whole == 0 ? ExactInteger{}
                           : shifted(exact(number.whole), static_cast<unsigned>(number.exponent - unit));
}

}  // namespace

std::vector<ExactInteger> on_common_unit(const std::vector<double>& numbers) {
  if (auto multiples = as_fractions(numbers)) return std::move(*multiples);
  std::vector<Binary> parts;
  int unit = std::numeric_limits<int>::max();
  for (const double number : numbers) {
    parts.push_back(binary(number));
    unit = std::min(unit, parts.back().exponent);
  }
  std::vector<ExactInteger> multiples;
  for (const Binary& part : parts) multiples.push_back(multiple(part, unit));
  return multiples;
}

}  // namespace demarche
