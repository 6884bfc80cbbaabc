#include "demarche/solve/logit_climb.h"

#include "demarche/solve/exponential.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace demarche {
namespace {

constexpr int max_iterations = 40;
constexpr int few_iterations = 8;
constexpr double shortest_time = 1e-6;
constexpr double longest_time = 1e6;
constexpr double least_growth = 1e-5;
constexpr double largest_move = 0.8;  // of a probability in one step; longer ones are shortened
constexpr double aimed_move = 0.4;
constexpr double near = 1e-3;  // to the response, in probability: Newton's method may try

// One linearly implicit Euler step of length `time` along d log-odds / dt = precision x value differences - log-odds:
// (1 / time + J) x = -residual, which is a Newton step of the game at precision / (1 + 1 / time), shortened.
LogitPoint step(LogitTrace& trace, const LogitPoint& from, double time) {
  const LogitShape& shape = *trace.solver.shape;
  const double damping = 1 + 1 / time;
  LogitPoint damped = from;
  damped.precision /= damping;
  factorise(trace.solver, trace.stakes, damped);
  std::vector<double> right = from.residuals;
  for (double& x : right) x = -x / damping;
  const LinearAnswer answer = solve_linear(trace.solver, trace.stakes, damped, right, 1e-3, 40);
  const std::vector<double> changes = log_changes(shape, from, answer.unknowns);
  LogitPoint point = from;
  for (std::size_t a = 0; a < shape.num_actions; ++a) point.logs[a] += changes[a];
  evaluate(shape, trace.stakes, point);
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

// Runs the dynamics at the point's precision until Newton's method takes over; the number of steps, or none where they
// lead nowhere.
std::optional<int> settle(LogitTrace& trace, LogitPoint& point) {
  double time = 1;
  for (int iteration = 1; iteration <= max_iterations; ++iteration) {
    LogitPoint next = step(trace, point, time);
    const bool sound = std::isfinite(next.max_residual);
    const double move = sound ? move_between(point, next, trace.solver.shape->num_actions) : 1.0;
    if (move > largest_move) {
      time /= 4;
      if (time < shortest_time) return std::nullopt;
      continue;
    }
    time = std::min(longest_time, time * std::clamp(aimed_move / move, 0.5, 10.0));
    point = std::move(next);
    if (point.max_residual <= CorrectorOptions{}.tolerance) return iteration;
    if (distance_to_response(*trace.solver.shape, point) > near) continue;
    LogitPoint polished = point;
    if (correct(trace.solver, trace.stakes, {}, {}, polished).converged) {
      point = std::move(polished);
      return iteration;
    }
  }
  return std::nullopt;
}

// Along the tangent, linearly in the precision, unless it runs along a fold.
void aim(const LogitTrace& trace, double precision, LogitPoint& point) {
  if (trace.tangent.s > 0.1) {
    const double change = (precision - point.precision) / (trace.tangent.s * (1 + point.precision));
    for (std::size_t a = 0; a < trace.tangent.logs.size(); ++a) point.logs[a] += change * trace.tangent.logs[a];
  }
  point.precision = precision;
  evaluate(*trace.solver.shape, trace.stakes, point);
}

void land(LogitTrace& trace, LogitPoint point) {
  factorise(trace.solver, trace.stakes, point);
  trace.here = std::move(point);
  trace.tangent = tangent_at(trace.solver, trace.stakes, trace.here, nullptr);
  trace.bend.clear();
}

}  // namespace

bool climb(LogitTrace& trace, double highest_precision) {
  if (!trace.left_at) {
    trace.left_at = trace.crest.precision;
    land(trace, trace.crest);
  }
  while (trace.growth > least_growth) {
    ++trace.num_steps;
    LogitPoint point = trace.here;
    aim(trace, std::min(highest_precision, point.precision * (1 + trace.growth)), point);
    const std::optional<int> num_iterations = settle(trace, point);
    if (!num_iterations) {
      trace.growth /= 4;
      continue;
    }
    trace.growth = std::min(1.0, trace.growth * (*num_iterations <= few_iterations ? 1.5 : 0.8));
    land(trace, std::move(point));
    return true;
  }
  return false;
}

}  // namespace demarche
