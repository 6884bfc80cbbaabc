#include "demarche/base/wide.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

namespace {

using namespace demarche;

double some_number(std::mt19937_64& dice) {
  const double digits = std::uniform_real_distribution<double>(-2, 2)(dice);
  return std::ldexp(digits, std::uniform_int_distribution<int>(-200, 200)(dice));
}

Wide some_wide_number(std::mt19937_64& dice) { return exact_product(some_number(dice), some_number(dice)); }

double relative_gap(Wide found, long double expected) {
  return std::abs(static_cast<double>((static_cast<long double>(found) - expected) / expected));
}

TEST_CASE("products by halves are the fused multiplication's") {
  std::mt19937_64 dice(20240414);
  for (int k = 0; k < 100'000; ++k) {
    const double x = some_number(dice);
    const double y = some_number(dice);
    const Wide product = product_by_halves(x, y);
    REQUIRE(product.high == x * y);
    REQUIRE(product.low == std::fma(x, y, -(x * y)));
  }
}

TEST_CASE("two doubles reckon as a long double does, to its digits") {
  std::mt19937_64 dice(20241001);
  constexpr double digits = 4 * static_cast<double>(std::numeric_limits<long double>::epsilon());
  for (int k = 0; k < 10'000; ++k) {
    const Wide x = some_wide_number(dice);
    const Wide y = some_wide_number(dice);
    const auto long_x = static_cast<long double>(x);
    const auto long_y = static_cast<long double>(y);
    REQUIRE(relative_gap(x * y, long_x * long_y) < digits);
    REQUIRE(relative_gap(x / y, long_x / long_y) < digits);
    REQUIRE(relative_gap(x + x * y, long_x + long_x * long_y) < digits * (1 + std::abs(x.high / (x + x * y).high)));
    REQUIRE((x < y) == (long_x < long_y));
  }
}

TEST_CASE("what is small beside one is kept") {
  const Wide sum = Wide{1} + Wide{1e-25};
  CHECK((sum - Wide{1}).high == 1e-25);
  CHECK(sum > Wide{1});
  CHECK(Wide{1e-25L + 1.0L}.high == 1);
}

TEST_CASE("what is not finite has no rest, and the largest doubles are no worse than doubles") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double largest = std::numeric_limits<double>::max();
  CHECK((Wide{infinity} + Wide{1}) == Wide{infinity});
  CHECK((Wide{largest} * Wide{2}) == Wide{infinity});
  CHECK((Wide{largest} * Wide{1}).high == largest);
  CHECK(product_by_halves(largest, 0.5).high == largest / 2);
  CHECK((Wide{-infinity} < Wide{-largest}));
}

}  // namespace
