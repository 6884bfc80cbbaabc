#include "demarche/draw/roots.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

struct At {
  double x = 0;
  double y = 0;
};

bool is_above(const At& point) { return point.y >= 0; }

// The point to look at next: the secant's, kept off the ends; every third time the middle, so that the bracket halves
// at least that often.
double next_place(const At& left, const At& right, int turn) {
  const double width = right.x - left.x;
  const double middle = left.x + width / 2;
  if (turn % 3 == 2) return middle;
  const double secant = left.x - left.y * width / (right.y - left.y);
  return std::isfinite(secant) ? std::clamp(secant, left.x + width / 64, right.x - width / 64) : middle;
}

std::optional<Crossing> narrow(const ScalarFunction& function, At left, At right, double tolerance) {
  const double first_change = std::abs(right.y - left.y);
  for (int turn = 0; turn < 200 && right.x - left.x > tolerance; ++turn) {
    const double x = next_place(left, right, turn);
    if (!(left.x < x && x < right.x)) break;
    const std::optional<double> y = function(x);
    if (!y || std::isnan(*y)) return std::nullopt;
    const At between{x, *y};
    if (is_above(between) == is_above(left)) left = between;
    else right = between;
    if (*y == 0) break;
  }
  // A continuous function's sides meet as the bracket closes.
  const bool jump = right.x - left.x <= tolerance && std::abs(right.y - left.y) > 1e-3 * first_change;
  const double at = std::abs(left.y) < std::abs(right.y) ? left.x : right.x;
  return Crossing{at, jump, !is_above(left), left.y, right.y};
}

}  // namespace

std::vector<Crossing> all_crossings(const ScalarFunction& function, double low, double high, const RootSearch& search) {
  std::vector<Crossing> crossings;
  std::optional<At> before;
  for (int step = 0; step <= search.num_steps; ++step) {
    const double x = step == search.num_steps ? high : low + (high - low) * step / search.num_steps;
    const std::optional<double> y = function(x);
    if (!y || std::isnan(*y)) {
      before.reset();
      continue;
    }
    const At here{x, *y};
    if (before && is_above(*before) != is_above(here)) {
      const auto crossing = narrow(function, *before, here, search.tolerance * (high - low));
      if (crossing) crossings.push_back(*crossing);
    }
    before = here;
  }
  return crossings;
}

}  // namespace demarche
