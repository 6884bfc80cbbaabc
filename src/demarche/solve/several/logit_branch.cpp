#include "demarche/solve/several/logit_branch.h"

#include "demarche/solve/path/follow.h"

#include <cmath>
#include <utility>

namespace demarche {
namespace {

constexpr double first_length = 0.1;
constexpr double lowest_precision = 0.02;  // x payoff range: from here a branch runs down to even odds
constexpr double no_goal = 1e12;

}  // namespace

LogitTrace trace_from(LogitSolver solver, LogitStakes stakes, LogitPoint point, Direction direction) {
  LogitTrace trace;
  trace.solver = std::move(solver);
  trace.stakes = std::move(stakes);
  trace.here = std::move(point);
  factorise(trace.solver, trace.stakes, trace.here);
  trace.tangent = tangent_at(trace.solver, trace.stakes, trace.here, nullptr);
  if (direction == Direction::Down) {
    for (double& change : trace.tangent.logs) change = -change;
    trace.tangent.s = -trace.tangent.s;
  }
  if (eliminates(trace.solver)) trace.side = determinant_sign(trace.solver) * (direction == Direction::Up ? 1 : -1);
  trace.step = first_length;
  trace.crest = place_of(trace.here);
  return trace;
}

std::vector<LogitPoint> crossings_beyond(LogitTrace& trace, const BranchLimits& limits, const GoOn& go_on) {
  const double precision = trace.here.precision;
  std::vector<LogitPoint> crossings;
  LogitPoint before = trace.here;
  while (trace.num_steps < limits.max_steps && go_on() && advance(trace, no_goal)) {
    const double from = std::log(before.precision / precision);
    const double to = std::log(trace.here.precision / precision);
    LogitPoint found;
    if (from * to < 0 && pinpoint(trace.solver, trace.stakes, precision, before, trace.here, from / (from - to), found))
      crossings.push_back(std::move(found));
    if (trace.here.precision > limits.highest || trace.here.precision < lowest_precision) break;
    before = trace.here;
  }
  return crossings;
}

std::optional<Solution> limit_below(LogitTrace& trace, const AqreOptions& options, const BranchLimits& limits,
                                    const GoOn& go_on) {
  const double start = trace.here.precision;
  while (trace.tangent.s < 0 || trace.here.precision < start) {
    const bool at_origin = trace.here.precision < lowest_precision;
    if (at_origin || trace.num_steps >= limits.max_steps || !go_on() || !advance(trace, no_goal)) return std::nullopt;
  }
  trace.crest = place_of(trace.here);
  trace.risen_to = trace.here.precision;
  trace.steps_below_crest = 0;
  Solution solution = follow(nullptr, trace, options, [&](const Progress&) { return go_on(); });
  if (solution.reason != StopReason::ReachedTolerance) return std::nullopt;
  return solution;
}

}  // namespace demarche
