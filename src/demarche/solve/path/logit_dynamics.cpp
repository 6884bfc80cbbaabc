#include "demarche/solve/path/logit_dynamics.h"

#include "demarche/solve/equations/exponential.h"
#include "demarche/solve/equations/log_odds.h"
#include "demarche/solve/path/logit_path.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

constexpr double shortest_time = 1e-6;
constexpr double longest_time = 1e6;
constexpr double longest_swing = 0.8;  // of a probability in one step; longer ones are shortened
constexpr double aimed_swing = 0.4;
constexpr double near_response = 1e-3;  // in probability: Newton's method may try

// One linearly implicit Euler step of length `time` along d log-odds / dt = precision x value differences - log-odds:
// (1 / time + J) x = -residual, which is a Newton step of the game at precision / (1 + 1 / time), shortened. None where
// the step is so long that it would turn a direction that drives away into one that draws near, which shows in the
// determinant: near where two equilibria have just vanished it would stay for good.
std::optional<LogitPoint> implicit_step(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& from,
                                        double time) {
  const LogitShape& shape = *solver.shape;
  const double damping = 1 + 1 / time;
  LogitPoint damped = from;
  damped.precision /= damping;
  factorise(solver, stakes, damped);
  if (eliminates(solver) && determinant_sign(solver) < 0) return std::nullopt;
  std::vector<double> right = from.residuals;
  for (double& x : right) x = -x / damping;
  const LinearAnswer answer = solve_linear(solver, stakes, damped, right, 1e-3, 40);
  const std::vector<double> changes = log_changes(shape, from, answer.unknowns);
  LogitPoint point = from;
  for (std::size_t a = 0; a < shape.num_actions; ++a) point.logs[a] += changes[a];
  evaluate(shape, stakes, point);
  return point;
}

// How far choices are from the logit response to them, in probability: at most 1, however large residuals are.
double distance_to_response(const LogitShape& shape, const LogitPoint& point) {
  double distance = 0;
  std::vector<double> response;
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const LogitShape::Set& set = shape.sets[s];
    response.assign(point.logs.begin() + set.first_action, point.logs.begin() + set.first_action + set.num_actions);
    std::size_t unknown = set.first_unknown;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      if (a != point.likeliest[s]) response[a] -= point.residuals[unknown++];
    }
    const double high = *std::ranges::max_element(response);
    double sum = 0;
    for (double& x : response) sum += x = share_of(x - high);
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      distance = std::max(distance, std::abs(response[a] / sum - point.probabilities[set.first_action + a]));
    }
  }
  return distance;
}

}  // namespace

Settlement settle(LogitSolver& solver, const LogitStakes& stakes, const SettleOptions& options, LogitPoint& point) {
  double time = 1;
  for (int iteration = 1; iteration <= options.max_steps; ++iteration) {
    if (options.go_on && !options.go_on()) return {false, iteration};
    std::optional<LogitPoint> next = implicit_step(solver, stakes, point, time);
    const bool sound = next && std::isfinite(next->max_residual);
    const double move = sound ? move_between(point, *next, solver.shape->num_actions) : 1.0;
    if (move > longest_swing) {
      time /= 4;
      if (time < shortest_time) return {false, iteration};
      continue;
    }
    time = std::min(longest_time, time * std::clamp(aimed_swing / move, 0.5, 10.0));
    point = std::move(*next);
    if (point.max_residual <= CorrectorOptions{}.tolerance) return {true, iteration};
    if (distance_to_response(*solver.shape, point) > near_response) continue;
    LogitPoint polished = point;
    if (correct(solver, stakes, {}, {}, polished).converged) {
      point = std::move(polished);
      return {true, iteration};
    }
  }
  return {false, options.max_steps};
}

}  // namespace demarche
