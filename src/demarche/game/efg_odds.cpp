#include "demarche/game/efg_odds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace demarche {

namespace {

constexpr double rounding = 1e-9;
constexpr int most_digits = 17;  // of the shortest decimal that reads as a given double

// A number from 0 to below 10 by its decimal digits, the last ones first; differences are exact.
using Digits = std::vector<std::int8_t>;

// The shortest decimal that reads as this double, with so many places behind the point, which must be enough.
Digits digits_of(double number, std::size_t num_places) {
  Digits digits(num_places + 1, 0);
  std::string shortest;
  for (int precision = 0; precision < most_digits; ++precision) {
    shortest = fmt::format("{:.{}e}", number, precision);
    if (std::strtod(shortest.c_str(), nullptr) == number) break;
  }
  const std::size_t exponent_at = shortest.find('e');
  const int exponent = std::atoi(shortest.c_str() + exponent_at + 1);
  auto place = static_cast<std::ptrdiff_t>(num_places) + exponent;
  for (std::size_t k = 0; k < exponent_at; ++k) {
    if (shortest[k] != '.' && place >= 0)
      digits[static_cast<std::size_t>(place--)] = static_cast<std::int8_t>(shortest[k] - '0');
  }
  return digits;
}

// one - other, the larger one first.
Digits difference(Digits one, const Digits& other) {
  for (std::size_t k = 0; k < one.size(); ++k) {
    one[k] = static_cast<std::int8_t>(one[k] - other[k]);
    if (one[k] >= 0) continue;
    one[k] = static_cast<std::int8_t>(one[k] + 10);
    if (k + 1 < one.size()) one[k + 1] = static_cast<std::int8_t>(one[k + 1] - 1);
  }
  return one;
}

// Enough for all digits of the smallest odds that are not 0.
std::size_t places_for(std::span<const double> odds) {
  double least = 1;
  for (const double one : odds) least = one > 0 ? std::min(least, one) : least;
  return static_cast<std::size_t>(most_digits + 1 - std::floor(std::log10(least)));
}

std::string text_of(const Digits& digits) {
  const std::size_t num_places = digits.size() - 1;
  const auto last = std::ranges::find_if(digits, [](std::int8_t digit) { return digit != 0; }) - digits.begin();
  std::string text = fmt::format("{}", digits[num_places]);
  if (static_cast<std::size_t>(last) < num_places) text += '.';
  for (auto k = static_cast<std::ptrdiff_t>(num_places); k-- > last;)
    text += static_cast<char>('0' + digits[static_cast<std::size_t>(k)]);
  return text;
}

bool is_distribution(std::span<const double> odds) {
  double sum = 0;
  for (const double one : odds) {
    if (!(one >= 0 && one <= 1)) return false;
    sum += one;
  }
  return std::abs(sum - 1) <= rounding;
}

}  // namespace

std::vector<std::string> decimal_odds(std::span<const double> odds) {
  std::vector<std::string> texts;
  for (const double one : odds) texts.push_back(fmt::format("{}", one));
  if (!is_distribution(odds)) return texts;
  const auto largest = static_cast<std::size_t>(std::ranges::max_element(odds) - odds.begin());
  const std::size_t num_places = places_for(odds);
  Digits left = digits_of(1, num_places);
  for (std::size_t k = 0; k < odds.size(); ++k) {
    if (k != largest && odds[k] > 0) left = difference(std::move(left), digits_of(odds[k], num_places));
  }
  texts[largest] = text_of(left);
  return texts;
}

}  // namespace demarche
