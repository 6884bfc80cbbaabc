#include "demarche/solve/several/deflation.h"

#include "demarche/solve/equations/log_odds.h"
#include "demarche/solve/path/logit_path.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

constexpr int most_newton_steps = 60;
constexpr double longest_factor = 10.0;  // of the Newton step
constexpr double longest_jump = 0.5;     // of a probability in one step
constexpr int most_halvings = 30;

// The length of the deflated step in Newton steps, `changes` of log p: 1 / (1 - d log(multiplier)).
double deflated_length(const LogitPoint& point, const std::vector<const LogitPoint*>& known,
                       const std::vector<double>& changes) {
  double slope = 0;
  for (const LogitPoint* root : known) {
    double square = 0;
    double square_change = 0;
    for (std::size_t a = 0; a < changes.size(); ++a) {
      const double apart = point.probabilities[a] - root->probabilities[a];
      square += apart * apart;
      square_change += 2 * apart * point.probabilities[a] * changes[a];
    }
    // d log(1 + 1 / square)
    if (square > 0) slope -= square_change / (square * (1 + square));
  }
  const double below = 1 - slope;
  return std::abs(below) * longest_factor < 1 ? std::copysign(longest_factor, below) : 1 / below;
}

LogitPoint moved_along(const LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& from,
                       const std::vector<double>& changes, double length) {
  LogitPoint point = from;
  for (int halving = 0; halving < most_halvings; ++halving, length /= 2) {
    for (std::size_t a = 0; a < changes.size(); ++a) point.logs[a] = from.logs[a] + length * changes[a];
    evaluate(*solver.shape, stakes, point);
    if (move_between(from, point, changes.size()) <= longest_jump) break;
  }
  return point;
}

}  // namespace

std::optional<LogitPoint> deflated_newton(LogitSolver& solver, const LogitStakes& stakes,
                                          const std::vector<const LogitPoint*>& known, LogitPoint point,
                                          const GoOn& go_on) {
  for (int step = 0; step < most_newton_steps && std::isfinite(point.max_residual); ++step) {
    if (point.max_residual <= CorrectorOptions{}.tolerance) return point;
    if (!go_on()) return std::nullopt;
    factorise(solver, stakes, point);
    std::vector<double> right = point.residuals;
    for (double& x : right) x = -x;
    const std::vector<double> changes =
        log_changes(*solver.shape, point, solve_linear(solver, stakes, point, right, 1e-4, 60).unknowns);
    point = moved_along(solver, stakes, point, changes, deflated_length(point, known, changes));
  }
  return std::nullopt;
}

}  // namespace demarche
