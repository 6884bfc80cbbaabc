#include "demarche/solve/path/crossings.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace demarche {
namespace {

// Looks along a stretch, the next one twice as far: zeros lie close to where the determinant falls towards 0.
constexpr int num_looks = 12;
constexpr int most_refinements = 100;
constexpr double near_enough = 1e-4;       // of the precision
constexpr double touches_zero = 1e-5;      // of the determinant's size at the ends of a stretch
constexpr double widest_correction = 0.2;  // of a probability: looks lie up to a whole step from where the path is
constexpr int most_pushes = 4;             // by what was eliminated for the look before
constexpr double pushed_on = 0.1;          // what each of them is to leave of the residual, at most

// The determinant at one precision.
struct Look {
  double precision = 0;
  int sign = 1;
  double log_size = 0;
};

struct CrossingWalk {
  LogitSolver& solver;
  const LogitStakes& stakes;
  const PathStretch& stretch;
};

// By elimination nearby, as far as that leads.
bool push_on(const CrossingWalk& walk, const CorrectorOptions& options, LogitPoint& point) {
  const LogitPoint predicted = point;
  for (int k = 0; k < most_pushes && point.max_residual > options.tolerance; ++k) {
    const double before = point.max_residual;
    push(walk.solver, walk.stakes, point);
    if (!(point.max_residual <= pushed_on * before)) break;
  }
  const bool arrived = point.max_residual <= options.tolerance && std::isfinite(point.max_gain) &&
                       move_between(predicted, point, walk.solver.shape->num_actions) <= options.max_move;
  if (!arrived) point = predicted;
  return arrived;
}

std::optional<Look> look_at(const CrossingWalk& walk, double precision) {
  LogitPoint point = walk.stretch.from;
  const double change = precision - point.precision;
  const double per_precision = 1 / (walk.stretch.tangent.s * (1 + point.precision));
  for (std::size_t a = 0; a < walk.stretch.tangent.logs.size(); ++a)
    point.logs[a] += change * per_precision * walk.stretch.tangent.logs[a];
  point.precision = precision;
  evaluate(*walk.solver.shape, walk.stakes, point);
  CorrectorOptions options;
  options.max_move = widest_correction;
  const bool found = push_on(walk, options, point) || correct(walk.solver, walk.stakes, {}, options, point).converged;
  if (!found) return std::nullopt;
  factorise(walk.solver, walk.stakes, point);
  return Look{precision, determinant_sign(walk.solver), log_determinant(walk.solver)};
}

std::optional<std::vector<Look>> looks_along(const CrossingWalk& walk) {
  std::vector<Look> looks;
  for (int k = 0; k <= num_looks; ++k) {
    const double share = k == 0 ? 0 : std::ldexp(1.0, k - num_looks);
    const auto look = look_at(walk, walk.stretch.begin + share * (walk.stretch.end - walk.stretch.begin));
    if (!look) return std::nullopt;
    looks.push_back(*look);
  }
  return looks;
}

bool is_near(double one, double other) { return std::abs(other - one) <= near_enough * std::max(one, other); }
bool is_narrow(const Look& one, const Look& other) { return is_near(one.precision, other.precision); }

// Between two looks at which the determinant's signs differ.
std::optional<BranchCrossing> bisect(const CrossingWalk& walk, Look left, Look right) {
  while (!is_narrow(left, right)) {
    const auto middle = look_at(walk, left.precision + (right.precision - left.precision) / 2);
    if (!middle) return std::nullopt;
    (middle->sign == left.sign ? left : right) = *middle;
  }
  return BranchCrossing{left.precision + (right.precision - left.precision) / 2, false};
}

// Whether the determinant's size, from one look to the next, falls towards 0 before a third precision.
bool falls_to_zero(const Look& one, const Look& next, double precision) {
  const double fall = std::expm1(one.log_size - next.log_size);
  return fall > 0 && fall * std::abs(precision - next.precision) >= std::abs(next.precision - one.precision);
}

// Whether two zeros, or a double one, may lie between a look and the next one, whose signs are the same: seen from both
// sides the determinant falls to 0 between them. At the ends of the stretch one side has to do.
bool may_hide_zeros(const std::vector<Look>& looks, std::size_t k) {
  const Look& left = looks[k];
  const Look& right = looks[k + 1];
  if (left.sign != right.sign) return false;
  const bool from_left = k == 0 || falls_to_zero(looks[k - 1], left, right.precision);
  const bool from_right = k + 2 == looks.size() || falls_to_zero(looks[k + 2], right, left.precision);
  return from_left && from_right;
}

// Looks again in the middle of stretches that may hide zeros, until none does or they are narrow.
void refine(const CrossingWalk& walk, std::vector<Look>& looks) {
  int num_left = most_refinements;
  for (std::size_t k = 0; k + 1 < looks.size() && num_left > 0;) {
    if (!may_hide_zeros(looks, k) || is_narrow(looks[k], looks[k + 1])) {
      ++k;
      continue;
    }
    const auto middle = look_at(walk, looks[k].precision + (looks[k + 1].precision - looks[k].precision) / 2);
    if (!middle) return;
    --num_left;
    looks.insert(looks.begin() + static_cast<std::ptrdiff_t>(k) + 1, *middle);
    k = k > 1 ? k - 2 : 0;  // what it tells of its neighbours
  }
}

}  // namespace

std::vector<BranchCrossing> crossings_between(LogitSolver& solver, const LogitStakes& stakes,
                                              const PathStretch& stretch) {
  const CrossingWalk walk{solver, stakes, stretch};
  auto looks = looks_along(walk);
  std::vector<BranchCrossing> found;
  if (!looks) return found;
  refine(walk, *looks);
  const double ends = std::min(looks->front().log_size, looks->back().log_size);
  for (std::size_t k = 0; k + 1 < looks->size(); ++k) {
    const Look& left = (*looks)[k];
    const Look& right = (*looks)[k + 1];
    if (left.sign != right.sign) {
      if (const auto crossing = bisect(walk, left, right)) found.push_back(*crossing);
    } else if (may_hide_zeros(*looks, k) && std::max(left.log_size, right.log_size) < ends + std::log(touches_zero)) {
      if (found.empty() || !is_near(found.back().precision, right.precision)) found.push_back({right.precision, true});
    }
  }
  return found;
}

bool heads_for_zero(const DeterminantMark& first, const DeterminantMark& second, double precision) {
  if (!first.known || !second.known) return false;
  const double way = second.precision - first.precision;
  const double left = precision - second.precision;
  const auto would_be = [&](double log_first, double log_second) {
    const double fall = std::exp(log_first - log_second) - 1;  // in units of the size at the second place
    return fall > 0 && way != 0 && left / way > 0 && fall * (left / way) > 1;
  };
  return would_be(first.log_size, second.log_size) && would_be(first.log_least, second.log_least);
}

}  // namespace demarche
