#include "demarche/solve/aqre.h"

#include "demarche/solve/aqre_shape.h"
#include "demarche/solve/logit_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

constexpr double max_scaled_precision = 1e10;
constexpr double shortest_step = 1e-9;
constexpr double longest_step = 3.0;

struct Trace {
  LogitSolver solver;
  LogitStakes stakes;
  LogitPoint here;
  Tangent tangent;
  double step = 0.25;
  Solution solution;
};

double log_precision(double precision) { return std::log1p(precision); }

// How far strategies still are from their limit: they approach it as 1/precision, so that the distance left is the change
// per unit of log precision.
double distance_left(const Trace& trace) {
  const double scale = trace.here.precision / ((1 + trace.here.precision) * trace.tangent.s);
  double distance = 0;
  for (std::size_t a = 0; a < trace.tangent.logs.size(); ++a)
    distance = std::max(distance, trace.here.probabilities[a] * std::abs(trace.tangent.logs[a] * scale));
  return distance;
}

// Advances to the next point of the path; to `target` in s exactly where the step would pass it. False: no step is short
// enough.
bool advance(Trace& trace, double target) {
  const LogitShape& shape = *trace.solver.shape;
  while (trace.step >= shortest_step) {
    LogitPoint trial = trace.here;
    const double s = log_precision(trace.here.precision);
    const double left = (target - s) / trace.tangent.s;
    const bool lands = std::abs(left) <= trace.step && std::isfinite(left);
    Hold hold;
    if (!lands) {
      hold.tangent = &trace.tangent;
      hold.weights.assign(trace.here.probabilities.begin(),
                          trace.here.probabilities.begin() + static_cast<std::ptrdiff_t>(shape.num_actions));
    }
    predict(shape, trace.stakes, trace.tangent, lands ? left : trace.step, trial);
    if (lands) {
      trial.precision = std::expm1(target);
      evaluate(shape, trace.stakes, trial);
    }
    const Correction correction = correct(trace.solver, trace.stakes, hold, {}, trial);
    ++trace.solution.num_steps;
    if (!correction.converged) {
      trace.step = (lands ? std::abs(left) : trace.step) / 2;
      continue;
    }
    trace.here = std::move(trial);
    const double growth = std::sqrt(0.02 / std::max(correction.moved, 1e-4));
    trace.step = std::min(longest_step, trace.step * std::clamp(growth, 0.3, 3.0));
    return true;
  }
  return false;
}

void finish(const Game& game, const AqreOptions& options, Trace& trace) {
  CorrectorOptions polish;
  polish.tolerance = options.residual_tolerance;
  LogitPoint polished = trace.here;
  correct(trace.solver, trace.stakes, {}, polish, polished);
  if (polished.max_choice_residual <= trace.here.max_choice_residual) trace.here = std::move(polished);
  Solution& solution = trace.solution;
  solution.strategy.log_probability.resize(game.num_actions);
  for (std::size_t a = 0; a < game.num_actions; ++a) solution.strategy.log_probability[ActionId{a}] = trace.here.logs[a];
  solution.precision = trace.here.precision / trace.stakes.range;
  solution.residual = trace.here.max_choice_residual;
  solution.method = fmt::format("logit path by arclength, {} steps, {}", solution.num_steps,
                                trace.solver.plan ? "sparse elimination" : "GMRES without a matrix");
}

}  // namespace

Solution solve_aqre(const Game& game, const Stakes& stakes, const AqreOptions& options, const Monitor& monitor) {
  return solve_aqre(game, *aqre_shape(game), stakes, options, monitor);
}

Solution solve_aqre(const Game& game, const AqreShape& shape, const Stakes& stakes, const AqreOptions& options,
                    const Monitor& monitor) {
  Trace trace;
  trace.solver = make_solver(shape);
  trace.stakes = logit_stakes(game, shape.logit, stakes);
  trace.here = uniform_point(shape.logit, trace.stakes);
  const double goal = options.precision ? *options.precision * trace.stakes.range : max_scaled_precision;
  const double target = log_precision(goal);
  factorise(trace.solver, trace.stakes, trace.here);
  trace.tangent = tangent_at(trace.solver, trace.stakes, trace.here, nullptr);
  Solution& solution = trace.solution;
  solution.reason = StopReason::StepLimit;
  while (true) {
    const double precision = trace.here.precision / trace.stakes.range;
    solution.path.push_back({precision, trace.here.max_gain * trace.stakes.range});
    const bool arrived = log_precision(trace.here.precision) >= target * (1 - 1e-14);
    if (options.precision && arrived) { solution.reason = StopReason::ReachedPrecision; break; }
    if (!options.precision && trace.here.max_gain <= options.tolerance) {
      if (arrived || distance_left(trace) <= options.strategy_tolerance) {
        solution.reason = StopReason::ReachedTolerance;
        break;
      }
    }
    if (arrived) { solution.reason = StopReason::NoProgress; break; }
    if (solution.num_steps >= options.max_steps) break;
    const double fraction = log_precision(trace.here.precision) / target;
    if (monitor && !monitor({"following the logit path", fraction, precision, trace.here.max_gain * trace.stakes.range})) {
      solution.reason = StopReason::Interrupted;
      break;
    }
    if (!advance(trace, target)) { solution.reason = StopReason::NoProgress; break; }
    const Tangent before = std::move(trace.tangent);
    trace.tangent = tangent_at(trace.solver, trace.stakes, trace.here, &before);
  }
  finish(game, options, trace);
  return std::move(trace.solution);
}

}  // namespace demarche
