#include "demarche/draw/dip.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace demarche;

namespace {

struct Looked {
  std::optional<KnownPoint> found;
  int num_looks = 0;
};

// Nine points from -1 to 1, as a search for turns has them.
Looked look_into(const std::function<double(double)>& function, AtZero at_zero = AtZero::Above) {
  Looked looked;
  std::vector<KnownPoint> points;
  for (int step = -4; step <= 4; ++step) points.push_back({step / 4.0, function(step / 4.0)});
  const ScalarFunction counted = [&](double x) -> std::optional<double> {
    ++looked.num_looks;
    return function(x);
  };
  looked.found = other_side_between(counted, points, {16, 1e-5, at_zero});
  CHECK(std::ranges::is_sorted(points, {}, &KnownPoint::x));
  return looked;
}

}  // namespace

TEST_CASE("two changes of sign within a step are found, whatever the valley looks like") {
  const std::vector<std::function<double(double)>> valleys{
      [](double x) { return (x - 0.43) * (x - 0.43) - 0.0001; },
      [](double x) { return std::abs(x + 0.91) - 0.001; },
      [](double x) { return 2 * std::max(x - 0.1, 0.3 * (0.1 - x)) - 0.004; },
      [](double x) { return std::cosh(3 * (x - 0.6)) - std::cosh(0.03); },
      [](double x) { return 1 - 1.02 * std::exp(-8 * (x - 0.13) * (x - 0.13)); },
      [](double x) { return std::pow(x - 0.2, 4) - 0.00001; },
  };
  for (std::size_t k = 0; k < valleys.size(); ++k) {
    CAPTURE(k);
    const Looked below = look_into(valleys[k]);
    REQUIRE(below.found.has_value());
    CHECK(below.found->y < 0);
    const Looked above = look_into([&](double x) { return -valleys[k](x); });
    REQUIRE(above.found.has_value());
    CHECK(above.found->y >= 0);
  }
}

TEST_CASE("a valley that only touches 0 counts for the side on which 0 lies") {
  const auto touching = [](double x) { return std::abs(x - 0.375); };
  CHECK_FALSE(look_into(touching, AtZero::Above).found.has_value());
  CHECK(look_into(touching, AtZero::Below).found.has_value());
}

TEST_CASE("where nothing comes near 0 there is nothing to look at") {
  const std::vector<std::function<double(double)>> harmless{
      [](double) { return 1.0; },
      [](double x) { return 3 - x; },
      [](double x) { return std::exp(-2 * x); },
      [](double x) { return 2 - x * x; },
      [](double x) { return 1 + (x - 0.4) * (x - 0.4); },
      [](double x) { return std::tanh(5 * x) + 1.5; },
  };
  for (std::size_t k = 0; k < harmless.size(); ++k) {
    CAPTURE(k);
    const Looked looked = look_into(harmless[k]);
    CHECK_FALSE(looked.found.has_value());
    CHECK(looked.num_looks == 0);
  }
}

TEST_CASE("a valley whose floor is above 0 is soon known to be") {
  const Looked looked = look_into([](double x) { return std::abs(x - 0.43) + 0.001; });
  CHECK_FALSE(looked.found.has_value());
  CHECK(looked.num_looks <= 16);
  const Looked smooth = look_into([](double x) { return (x - 0.43) * (x - 0.43) + 0.001; });
  CHECK_FALSE(smooth.found.has_value());
  CHECK(smooth.num_looks <= 8);
}

TEST_CASE("a place without a value ends the look") {
  std::vector<KnownPoint> points{{0, 4}, {1, 0.1}, {2, 0.1}, {3, 4}};
  int num_looks = 0;
  const ScalarFunction nowhere = [&](double) -> std::optional<double> { return ++num_looks, std::nullopt; };
  CHECK_FALSE(other_side_between(nowhere, points, {}).has_value());
  CHECK(num_looks == 1);
  CHECK(points.size() == 4);
}
