#include "demarche/solve/several/logit_tilt.h"

#include "demarche/solve/equations/log_odds.h"
#include "demarche/solve/path/logit_path.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

constexpr double first_stride = 0.1;
constexpr double shortest_stride = 1e-5;
constexpr double longest_stride = 20.0;
constexpr double longest_change = 0.25;  // of the weight in one step
constexpr double aimed_error = 0.03;     // of a probability between prediction and correction
constexpr double largest_error = 0.1;    // what is accepted
constexpr int most_corrections = 8;
constexpr double nearly_flat = 1e-3;  // a tangent's share of the weight so small that rounding may turn its sign
constexpr int most_pinpoint_rounds = 12;
constexpr int steps_to_settle = 200;

// Where the search along one tilt has come to. `side` is the sign of (determinant of the Jacobian) x (direction of the
// weight), which stays the same along a curve.
struct TiltCurve {
  LogitSolver* solver = nullptr;
  const LogitStakes* stakes = nullptr;
  const std::vector<double>* tilt = nullptr;
  LogitPoint here;
  double weight = 0;
  Tangent tangent;  // `s` is the change of the weight
  double stride = first_stride;
  int side = 1;
};

void lean(const TiltCurve& curve, double weight, LogitPoint& point) {
  point.tilts.resize(curve.tilt->size());
  for (std::size_t a = 0; a < point.tilts.size(); ++a) point.tilts[a] = point.precision * weight * (*curve.tilt)[a];
  evaluate(*curve.solver->shape, *curve.stakes, point);
}

// d log p / d weight [action].
std::vector<double> weight_slope(const TiltCurve& curve, const LogitPoint& point, double tolerance) {
  const LogitShape& shape = *curve.solver->shape;
  std::vector<double> right(shape.num_unknowns, 0.0);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const LogitShape::Set& set = shape.sets[s];
    const double* tilt = curve.tilt->data() + set.first_action;
    std::size_t unknown = set.first_unknown;
    for (std::size_t a = 0; a < set.num_actions; ++a)
      if (a != point.likeliest[s]) right[unknown++] = point.precision * (tilt[a] - tilt[point.likeliest[s]]);
  }
  return log_changes(shape, point, solve_linear(*curve.solver, *curve.stakes, point, right, tolerance, 60).unknowns);
}

Tangent weight_tangent(const TiltCurve& curve, const LogitPoint& point, const Tangent& before) {
  Tangent tangent{weight_slope(curve, point, 1e-6), 1};
  double length = std::sqrt(1 + fisher(point.probabilities, tangent.logs, tangent.logs));
  if (fisher(point.probabilities, tangent.logs, before.logs) + before.s < 0) length = -length;
  for (double& change : tangent.logs) change /= length;
  tangent.s = 1 / length;
  return tangent;
}

// Newton's method back to the curve, in the plane across the tangent. How far a probability moved; none where it
// strays.
std::optional<double> return_to_curve(const TiltCurve& curve, LogitPoint& trial, double& weight) {
  const LogitShape& shape = *curve.solver->shape;
  const LogitPoint predicted = trial;
  double moved = 0;
  for (int round = 0; trial.max_residual > CorrectorOptions{}.tolerance; ++round) {
    if (round == most_corrections || !std::isfinite(trial.max_residual)) return std::nullopt;
    factorise(*curve.solver, *curve.stakes, trial);
    const std::vector<double> slope = weight_slope(curve, trial, 1e-3);
    std::vector<double> right = trial.residuals;
    for (double& x : right) x = -x;
    std::vector<double> changes =
        log_changes(shape, trial, solve_linear(*curve.solver, *curve.stakes, trial, right, 1e-3, 60).unknowns);
    const std::vector<double>& p = curve.here.probabilities;
    const double across = fisher(p, curve.tangent.logs, changes);
    const double along = fisher(p, curve.tangent.logs, slope) + curve.tangent.s;
    const double change = along == 0 ? 0 : -across / along;
    for (std::size_t a = 0; a < shape.num_actions; ++a) trial.logs[a] += changes[a] + change * slope[a];
    weight += change;
    lean(curve, weight, trial);
    moved = move_between(predicted, trial, shape.num_actions);
    if (!(moved <= largest_error)) return std::nullopt;
  }
  return moved;
}

// Whether determinant and direction agree that the point continues the curve.
bool stays_on_curve(TiltCurve& curve, const LogitPoint& trial, const Tangent& tangent) {
  if (!eliminates(*curve.solver) || std::abs(tangent.s) < nearly_flat) return true;
  const auto fits = [&] { return (tangent.s < 0 ? -1 : 1) * determinant_sign(*curve.solver) == curve.side; };
  if (fits()) return true;
  factorise(*curve.solver, *curve.stakes, trial);
  return fits();
}

bool try_stride(TiltCurve& curve) {
  const std::size_t num_actions = curve.solver->shape->num_actions;
  LogitPoint trial = curve.here;
  double weight = curve.weight + curve.stride * curve.tangent.s;
  for (std::size_t a = 0; a < num_actions; ++a) trial.logs[a] += curve.stride * curve.tangent.logs[a];
  lean(curve, weight, trial);
  const auto strays = [&] { return !(move_between(curve.here, trial, num_actions) <= longest_move); };
  if (strays()) return false;
  const std::optional<double> moved = return_to_curve(curve, trial, weight);
  if (!moved || strays()) return false;
  Tangent tangent = weight_tangent(curve, trial, curve.tangent);
  if (!stays_on_curve(curve, trial, tangent)) return false;
  curve.here = std::move(trial);
  curve.weight = weight;
  curve.tangent = std::move(tangent);
  const double growth = std::sqrt(aimed_error / std::max(*moved, 1e-4));
  const double longest = std::min(longest_stride, longest_change / std::abs(curve.tangent.s));
  curve.stride = std::min(longest, curve.stride * std::clamp(growth, 0.3, 3.0));
  return true;
}

// The solution at the first weight, by logit dynamics from what the tilt dictates.
bool begin_curve(TiltCurve& curve, const TiltOptions& options, const GoOn& go_on) {
  curve.here = uniform_point(*curve.solver->shape, *curve.stakes);
  curve.here.precision = options.precision;
  curve.weight = options.first_weight;
  for (std::size_t a = 0; a < curve.tilt->size(); ++a)
    curve.here.logs[a] = options.precision * options.first_weight * (*curve.tilt)[a];
  lean(curve, curve.weight, curve.here);
  if (!settle(*curve.solver, *curve.stakes, {steps_to_settle, go_on}, curve.here).settled) return false;
  factorise(*curve.solver, *curve.stakes, curve.here);
  curve.tangent = weight_tangent(curve, curve.here, {std::vector<double>(curve.tilt->size(), 0.0), -1});
  curve.side = -determinant_sign(*curve.solver);
  return true;
}

// Ends a search that was not followed as far as an equilibrium: what is left of the tilt is taken away at once.
void drop_tilt(const TiltCurve& curve, const GoOn& go_on, std::vector<LogitPoint>& equilibria) {
  LogitPoint point = curve.here;
  point.tilts.clear();
  evaluate(*curve.solver->shape, *curve.stakes, point);
  if (settle(*curve.solver, *curve.stakes, {steps_to_settle, go_on}, point).settled)
    equilibria.push_back(std::move(point));
}

}  // namespace

bool pinpoint(LogitSolver& solver, const LogitStakes& stakes, double precision, const LogitPoint& before,
              const LogitPoint& after, double share, LogitPoint& found) {
  CorrectorOptions options;
  options.max_move = longest_move;
  options.max_iterations = most_pinpoint_rounds;
  for (const double part : {share, 0.0, 1.0}) {
    found = before;
    found.precision = precision;
    found.tilts.clear();
    for (std::size_t a = 0; a < solver.shape->num_actions; ++a)
      found.logs[a] += part * (after.logs[a] - before.logs[a]);
    evaluate(*solver.shape, stakes, found);
    if (correct(solver, stakes, {}, options, found).converged) return true;
  }
  return false;
}

std::vector<LogitPoint> withdraw_tilt(LogitSolver& solver, const LogitStakes& stakes, const std::vector<double>& tilt,
                                      const TiltOptions& options, const GoOn& go_on) {
  TiltCurve curve{.solver = &solver, .stakes = &stakes, .tilt = &tilt, .here = {}, .tangent = {}};
  std::vector<LogitPoint> equilibria;
  if (!begin_curve(curve, options, go_on)) return equilibria;
  for (int step = 0; step < options.max_steps && curve.weight > -options.first_weight && go_on(); ++step) {
    const LogitPoint before = curve.here;
    const double weight = curve.weight;
    if (!try_stride(curve)) {
      curve.stride /= 2;
      if (curve.stride < shortest_stride) break;
      continue;
    }
    if ((weight > 0) == (curve.weight > 0)) continue;
    LogitPoint found;
    const double share = weight / (weight - curve.weight);
    if (pinpoint(solver, stakes, options.precision, before, curve.here, share, found))
      equilibria.push_back(std::move(found));
  }
  if (equilibria.empty()) drop_tilt(curve, go_on, equilibria);
  return equilibria;
}

}  // namespace demarche
