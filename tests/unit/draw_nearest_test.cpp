#include "demarche/draw/nearest.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace demarche;

namespace {

constexpr double range = 1;

struct Searched {
  double halved = 0;   // as halving finds it
  double nearest = 0;  // as it is found from there
  int num_more = 0;    // looks
};

// From 0 to one end, which lies on the other side, as a search for turns goes about it: in four steps.
Searched search_towards(const std::function<double(double)>& function, double end) {
  std::vector<KnownPoint> seen;
  int num_looks = 0;
  const ScalarFunction look = [&](double x) -> std::optional<double> {
    ++num_looks;
    const auto place = std::ranges::lower_bound(seen, x, {}, &KnownPoint::x);
    if (place == seen.end() || place->x != x) seen.insert(place, {x, function(x)});
    return function(x);
  };
  const bool above = function(0) > 0;
  double from = 0;
  for (int step = 1; step < 4 && (*look(end * step / 4) > 0) == above; ++step) from = end * step / 4;
  const double to = from + end / 4;
  const auto crossings = all_crossings(look, std::min(from, to), std::max(from, to), {1, 4e-6, AtZero::Above});
  REQUIRE(crossings.size() == 1);
  num_looks = 0;
  const Crossing nearest = nearest_crossing(look, seen, crossings.front(), {from, 1e-6, 1e-4 * range, AtZero::Above});
  return {crossings.front().at, nearest.at, num_looks};
}

// Three places within one step, in order from 0.
std::vector<double> three_within_a_step(std::mt19937_64& random, double end) {
  const int step = std::uniform_int_distribution(0, 3)(random);
  std::uniform_real_distribution<double> within(0.25 * step + 0.005, 0.25 * step + 0.245);
  std::vector<double> three{within(random), within(random), within(random)};
  std::ranges::sort(three);
  for (double& place : three) place *= end;
  return three;
}

}  // namespace

TEST_CASE("of three changes of sign within a step the nearest is found") {
  std::mt19937_64 random(1962);
  int num_nearest = 0, num_halved = 0;
  const int num_drawn = 400;
  for (int number = 0; number < num_drawn; ++number) {
    const double end = number % 2 == 0 ? 1 : -1;
    const double times = number % 4 < 2 ? 3 : -0.5;
    const std::vector<double> three = three_within_a_step(random, end);
    const auto cubic = [&](double x) { return times * (x - three[0]) * (x - three[1]) * (x - three[2]); };
    const Searched searched = search_towards(cubic, end);
    num_nearest += std::abs(searched.nearest - three[0]) < 1e-5;
    num_halved += std::abs(searched.halved - three[0]) < 1e-5;
    CHECK(std::ranges::any_of(three, [&](double place) { return std::abs(searched.nearest - place) < 1e-5; }));
    CHECK(std::abs(searched.nearest) <= std::abs(searched.halved) + 1e-5);
  }
  CHECK(num_halved < 0.7 * num_drawn);
  CHECK(num_nearest >= 0.99 * num_drawn);
}

TEST_CASE("where there is one change of sign, it costs two looks, or a few more") {
  const std::vector<std::function<double(double)>> regular{
      [](double x) { return 0.6 - x; },
      [](double x) { return std::exp(3 * x) - std::exp(1.3); },
      [](double x) { return std::exp(-3 * x) - std::exp(-1.3); },
      [](double x) { return std::tanh(5 * (x - 0.5)) - 0.3; },
      [](double x) { return x < 0.37 ? 1.0 : -2.0; },
  };
  for (const auto& function : regular) {
    const Searched forwards = search_towards(function, 1);
    CHECK(forwards.nearest == forwards.halved);
    CHECK(forwards.num_more <= 5);
    const Searched backwards = search_towards([&](double x) { return function(-x); }, -1);
    CHECK(backwards.nearest == backwards.halved);
    CHECK(backwards.num_more <= 5);
  }
}
