#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/find_equilibria.h"
#include "demarche/solve/path/follow.h"
#include "demarche/solve/several/logit_branch.h"

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

LogitTrace trace_at(const AqreShape& shape, LogitStakes stakes, const Solution& held, const AqreOptions& options) {
  LogitPoint point = uniform_point(shape.logit, stakes);
  take_strategy(shape.logit, held.strategy, point);
  point.precision = held.precision * stakes.range;
  evaluate(shape.logit, stakes, point);
  const bool down = options.precision && *options.precision < held.precision;
  return trace_from(make_solver(shape), std::move(stakes), std::move(point), down ? Direction::Down : Direction::Up);
}

// A branch that turned back has led elsewhere.
bool arrived_on_branch(const LogitTrace& trace, const Solution& solution, const AqreOptions& options) {
  if (options.precision)
    return solution.reason == StopReason::ReachedPrecision && trace.num_turns == 0 && !trace.left_at;
  return solution.reason == StopReason::ReachedTolerance && !trace.left_at;
}

}  // namespace

std::optional<Solution> continue_equilibrium(const Game& game, const AqreShape& shape, const Stakes& from,
                                             const Solution& solution, const Stakes& to, const AqreOptions& options,
                                             const Monitor& monitor) {
  if (!solution.solution_concept.empty()) return std::nullopt;
  std::optional<Solution> held = continue_aqre(game, shape, from, solution, to, options, monitor);
  if (!held || (options.precision && *options.precision == held->precision)) return held;
  std::optional<LogitStakes> stakes = logit_stakes(game, shape, to);
  if (!stakes) return continue_equilibrium(game, *aqre_shape(game), from, solution, to, options, monitor);
  AqreOptions quiet = options;
  quiet.watch_path = nullptr;
  LogitTrace trace = trace_at(shape, std::move(*stakes), *held, options);
  Solution found = follow(nullptr, trace, quiet, monitor);
  if (!arrived_on_branch(trace, found, options)) return std::nullopt;
  found.method = held->method + ", then along its branch in precision by the " + found.method;
  return found;
}

}  // namespace demarche
