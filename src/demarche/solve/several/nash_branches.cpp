#include "demarche/solve/several/nash_branches.h"

#include "demarche/solve/path/follow.h"
#include "demarche/solve/several/logit_branch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace demarche {
namespace {

// x payoff range. Where stakes are small beside it only high precisions come near; at the highest rounding is coarse.
constexpr std::array precisions_near_limits = {1e6, 1e8, 1e9, 1e7, 1e5, 1e4};
constexpr double highest_precision = 1e10;
constexpr double log_of_unused = -40;  // at most, against the likeliest move
constexpr double least_log = -60;
constexpr double near_nash = 0.05;      // in probability
constexpr double settled_there = 1e-6;  // in probability: a branch followed so far has come to its limit
constexpr int steps_to_nash = 1000;
constexpr int steps_down = 3000;

double distance_at_reached_sets(const LogitShape& shape, const NashPoint& nash, const std::vector<double>& choices) {
  double largest = 0;
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    if (!(nash.reach[s] > 0)) continue;
    const LogitShape::Set& set = shape.sets[s];
    for (std::size_t a = set.first_action; a < set.first_action + set.num_actions; ++a)
      largest = std::max(largest, std::abs(choices[a] - probability(nash.strategy, ActionId{a})));
  }
  return largest;
}

std::optional<LogitPoint> newton_near(const Search& search, const NashPoint& nash, double precision) {
  LogitPoint point = guess_near(search, search.stakes, nash, precision);
  LogitSolver solver = search.solver;
  const CorrectorOptions options{.max_move = near_nash, .max_iterations = 30};
  if (!correct(solver, search.stakes, {}, options, point).converged) return std::nullopt;
  if (distance_at_reached_sets(*solver.shape, nash, point.probabilities) > near_nash) return std::nullopt;
  return point;
}

// nullopt where the branch does not come to the equilibrium, or rounding ends it far from there.
std::optional<Solution> followed_to(Search& search, const NashPoint& nash, LogitPoint point) {
  AqreOptions options = search.options->aqre;
  options.max_steps = steps_to_nash;
  const GoOn go_on = go_on_of(search);
  LogitTrace trace = trace_from(search.solver, search.stakes, std::move(point), Direction::Up);
  Solution solution = follow(nullptr, trace, options, [&](const Progress&) { return go_on(); });
  const double apart = distance_at_reached_sets(*search.solver.shape, nash, choices_of(solution.strategy));
  const bool arrived = solution.reason == StopReason::ReachedTolerance && solution.unsettled <= settled_there;
  return arrived && apart <= 10 * settled_there ? std::optional(std::move(solution)) : std::nullopt;
}

Solution as_enumerated(const Search& search, const NashPoint& nash) {
  const LogitPoint point = guess_near(search, search.stakes, nash, highest_precision);
  Solution solution;
  solution.strategy = strategy_at(*search.solver.shape, point);
  solution.precision = std::numeric_limits<double>::quiet_NaN();
  solution.residual = std::numeric_limits<double>::quiet_NaN();
  solution.reason = StopReason::ReachedTolerance;
  solution.solution_concept = "Nash equilibrium that reaches every information set, and so a sequential one";
  solution.method = "enumeration of all in exact arithmetic";
  return solution;
}

}  // namespace

LogitPoint guess_near(const Search& search, const LogitStakes& stakes, const NashPoint& nash, double precision) {
  const LogitShape& shape = *search.solver.shape;
  LogitPoint point = uniform_point(shape, stakes);
  point.precision = precision;
  const auto& logs = nash.strategy.log_probability;
  for (std::size_t a = 0; a < shape.num_actions; ++a) point.logs[a] = std::max(logs[ActionId{a}], least_log);
  evaluate(shape, stakes, point);
  const LogitPoint played = point;
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const LogitShape::Set& set = shape.sets[s];
    const std::size_t best = set.first_action + played.likeliest[s];
    for (std::size_t a = set.first_action; a < set.first_action + set.num_actions; ++a) {
      if (std::isfinite(logs[ActionId{a}])) continue;
      const double loss = precision * (played.action_values[a] - played.action_values[best]);
      point.logs[a] = played.logs[best] + std::min(loss, log_of_unused);
    }
  }
  evaluate(shape, stakes, point);
  return point;
}

std::optional<LogitPoint> logit_point_at(const Search& search, const NashPoint& nash) {
  for (const double precision : precisions_near_limits)
    if (auto point = newton_near(search, nash, precision)) return point;
  return std::nullopt;
}

Solution limit_at(Search& search, const NashPoint& nash) {
  for (const double precision : precisions_near_limits) {
    if (!goes_on(search)) break;
    std::optional<LogitPoint> point = newton_near(search, nash, precision);
    if (!point) continue;
    if (auto solution = followed_to(search, nash, std::move(*point))) return std::move(*solution);
  }
  return as_enumerated(search, nash);
}

std::optional<LogitPoint> down_from(Search& search, const NashPoint& nash) {
  const double goal = *search.options->aqre.precision * search.stakes.range;
  std::optional<LogitPoint> point = logit_point_at(search, nash);
  if (!point || point->precision <= goal) return newton_near(search, nash, goal);
  LogitTrace trace = trace_from(search.solver, search.stakes, std::move(*point), Direction::Down);
  while (trace.here.precision != goal) {
    const bool turned_back = trace.tangent.s > 0;
    if (turned_back || trace.num_steps >= steps_down || !goes_on(search) || !advance(trace, goal)) return std::nullopt;
  }
  return std::move(trace.here);
}

}  // namespace demarche
