#include "demarche/draw/roots.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demarche {
namespace {

struct At {
  double x = 0;
  double y = 0;
};

bool is_above(const At& point, AtZero at_zero) { return point.y > 0 || (point.y == 0 && at_zero == AtZero::Above); }

// The point to look at next: the secant's, kept off the ends; every third time the middle, so that the bracket halves
// at least that often.
double next_place(const At& left, const At& right, int turn) {
  const double width = right.x - left.x;
  const double middle = left.x + width / 2;
  if (turn % 3 == 2) return middle;
  const double secant = left.x - left.y * width / (right.y - left.y);
  return std::isfinite(secant) ? std::clamp(secant, left.x + width / 64, right.x - width / 64) : middle;
}

// Where the function lies at 0 over a stretch, the crossing is at the end of the stretch: a 0 ends no search.
std::optional<Crossing> narrow(const ScalarFunction& function, At left, At right, double tolerance, AtZero at_zero) {
  const double first_change = std::abs(right.y - left.y);
  for (int turn = 0; turn < 200 && right.x - left.x > tolerance; ++turn) {
    const double x = next_place(left, right, turn);
    if (!(left.x < x && x < right.x)) break;
    const std::optional<double> y = function(x);
    if (!y || std::isnan(*y)) return std::nullopt;
    const At between{x, *y};
    if (is_above(between, at_zero) == is_above(left, at_zero)) left = between;
    else right = between;
  }
  // A continuous function's sides meet as the bracket closes.
  const bool jump = right.x - left.x <= tolerance && std::abs(right.y - left.y) > 1e-3 * first_change;
  const double at = std::abs(left.y) < std::abs(right.y) ? left.x : right.x;
  return Crossing{at, jump, !is_above(left, at_zero), left.y, right.y, false};
}

}  // namespace

std::vector<Crossing> all_crossings(const ScalarFunction& function, double low, double high, const RootSearch& search) {
  std::vector<Crossing> crossings;
  At before;
  bool is_known = false;  // `before` has a value
  bool in_gap = false;
  for (int step = 0; step <= search.num_steps; ++step) {
    const double x = step == search.num_steps ? high : low + (high - low) * step / search.num_steps;
    const std::optional<double> y = function(x);
    if (!y || std::isnan(*y)) {
      in_gap = true;
      continue;
    }
    const At here{x, *y};
    if (is_known && is_above(before, search.at_zero) != is_above(here, search.at_zero)) {
      const double tolerance = search.tolerance * (high - low);
      const auto seen = in_gap ? std::nullopt : narrow(function, before, here, tolerance, search.at_zero);
      crossings.push_back(seen.value_or(
          Crossing{std::midpoint(before.x, x), false, !is_above(before, search.at_zero), before.y, *y, true}));
    }
    before = here;
    is_known = true;
    in_gap = false;
  }
  return crossings;
}

}  // namespace demarche
