#include "demarche/solve/path/logit_path.h"

#include <algorithm>
#include <cmath>
#include "demarche/solve/equations/log_odds.h"

namespace demarche {

namespace {

constexpr int max_products = 60;
constexpr double loose = 1e-4;  // of a linear system inside Newton's method
constexpr double worn = 0.1;    // what a step may leave of the residual before elimination is done anew
constexpr double tight = 1e-9;  // for a tangent: loose ones make steps short
constexpr double steep = 50;    // the length of a tangent with s = 1 near a fold, where rough ones lose its direction

double largest_change(const std::vector<double>& before, const LogitPoint& point, std::size_t num_actions) {
  double move = 0;
  for (std::size_t a = 0; a < num_actions; ++a) move = std::max(move, std::abs(point.probabilities[a] - before[a]));
  return move;
}

// d log p / d precision [action] along the path.
std::vector<double> precision_slope(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point,
                                    double tolerance) {
  const std::vector<double> right = precision_pull(*solver.shape, point);
  const LinearAnswer answer = solve_linear(solver, stakes, point, right, tolerance, max_products);
  return log_changes(*solver.shape, point, answer.unknowns);
}

// The Newton step, with elimination as it stands (what that lacks shows in the residual it leaves); with a hold across
// a tangent the precision moves too, and the strategy with it along `pull`, the derivative of log p by precision
// [action] at the last factorisation: near enough, as the precision moves little. Returns the change of the precision.
double newton_step(LogitSolver& solver, const LogitStakes& stakes, const Hold& hold, const LogitPoint& point,
                   const std::vector<double>& pull, std::vector<double>& step) {
  step = point.residuals;
  for (double& x : step) x = -x;
  if (eliminates(solver)) substitute(solver, step);
  else step = solve_linear(solver, stakes, point, step, loose, max_products).unknowns;
  if (!hold.tangent) return 0;
  const Tangent& tangent = *hold.tangent;
  const double scale = 1 + point.precision;
  const double across = fisher(hold.weights, tangent.logs, log_changes(*solver.shape, point, step));
  const double along = fisher(hold.weights, tangent.logs, pull);
  const double slope = along * scale + tangent.s;
  if (slope == 0) return 0;
  const double change = std::clamp(-across / slope, -0.5, 0.5) * scale;
  return change;
}

void move_point(const LogitShape& shape, const LogitStakes& stakes, const std::vector<double>& step,
                const std::vector<double>& pull, double change, LogitPoint& point) {
  std::vector<double> changes = log_changes(shape, point, step);
  if (change != 0)
    for (std::size_t a = 0; a < shape.num_actions; ++a) changes[a] += change * pull[a];
  for (std::size_t a = 0; a < shape.num_actions; ++a) point.logs[a] += changes[a];
  point.precision = std::max(0.0, point.precision + change);
  evaluate(shape, stakes, point);
}

}  // namespace

double fisher(const std::vector<double>& weights, const std::vector<double>& one, const std::vector<double>& other) {
  double sum = 0;
  for (std::size_t a = 0; a < one.size(); ++a) sum += weights[a] * one[a] * other[a];
  return sum;
}

namespace {

// With s = 1.
Tangent unscaled_tangent(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point, double tolerance) {
  Tangent tangent{precision_slope(solver, stakes, point, tolerance), 1};
  for (double& change : tangent.logs) change *= 1 + point.precision;
  return tangent;
}

double length_of(const Tangent& tangent, const LogitPoint& point) {
  return std::sqrt(1 + fisher(point.probabilities, tangent.logs, tangent.logs));
}

}  // namespace

Tangent tangent_at(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point, const Tangent* before) {
  if (solver.shape->form->refines_in_vain) factorise(solver, stakes, point);
  Tangent tangent = unscaled_tangent(solver, stakes, point, eliminates(solver) ? solver.tangent_tolerance : tight);
  double length = length_of(tangent, point);
  if (length > steep && eliminates(solver) && solver.tangent_tolerance > tight) {
    tangent = unscaled_tangent(solver, stakes, point, tight);
    length = length_of(tangent, point);
  }
  double sign = 1;
  if (before && fisher(point.probabilities, tangent.logs, before->logs) + before->s < 0) sign = -1;
  for (double& change : tangent.logs) change *= sign / length;
  tangent.s = sign / length;
  return tangent;
}

double move_between(const LogitPoint& one, const LogitPoint& other, std::size_t num_actions) {
  return largest_change(one.probabilities, other, num_actions);
}

double alignment(const LogitPoint& point, const Tangent& before, const Tangent& tangent) {
  const double dot = fisher(point.probabilities, before.logs, tangent.logs) + before.s * tangent.s;
  const double length = fisher(point.probabilities, before.logs, before.logs) + before.s * before.s;
  return dot / std::sqrt(length);
}

void predict(const LogitShape& shape, const LogitStakes& stakes, const Tangent& tangent,
             const std::vector<double>& bend, double length, LogitPoint& point) {
  const double ds = std::max(length * tangent.s, -std::log1p(point.precision));
  const double growth = std::expm1(ds);
  const double factor = std::abs(ds) > 1e-12 ? length * growth / ds : length;
  for (std::size_t a = 0; a < shape.num_actions; ++a) point.logs[a] += factor * tangent.logs[a];
  const double change = (1 + point.precision) * growth;
  for (std::size_t a = 0; a < bend.size(); ++a) point.logs[a] += 0.5 * bend[a] * change * change;
  point.precision += change;
  evaluate(shape, stakes, point);
}

void push(LogitSolver& solver, const LogitStakes& stakes, LogitPoint& point) {
  std::vector<double> step;
  newton_step(solver, stakes, {}, point, {}, step);
  move_point(*solver.shape, stakes, step, {}, 0, point);
}

Correction correct(LogitSolver& solver, const LogitStakes& stakes, const Hold& hold, const CorrectorOptions& options,
                   LogitPoint& point) {
  const std::size_t num_actions = solver.shape->num_actions;
  const std::vector<double> predicted(point.probabilities.begin(),
                                      point.probabilities.begin() + static_cast<std::ptrdiff_t>(num_actions));
  Correction correction;
  double ratio = 1;
  std::vector<double> step;
  std::vector<double> pull;
  while (point.max_residual > options.tolerance) {
    if (correction.num_iterations++ >= options.max_iterations || !std::isfinite(point.max_residual)) return correction;
    if (ratio > worn) {
      factorise(solver, stakes, point);
      if (hold.tangent) pull = precision_slope(solver, stakes, point, loose);
    }
    const double before = point.max_residual;
    const double change = newton_step(solver, stakes, hold, point, pull, step);
    move_point(*solver.shape, stakes, step, pull, change, point);
    correction.moved = largest_change(predicted, point, num_actions);
    ratio = point.max_residual / before;
    if (correction.moved > options.max_move) return correction;
    if (correction.num_iterations > 2 && ratio > 0.9) return correction;
  }
  correction.converged = std::isfinite(point.max_residual) && std::isfinite(point.max_gain);
  return correction;
}

}  // namespace demarche
