#include "demarche/solve/several/equilibrium_search.h"

#include "demarche/solve/path/follow.h"
#include "demarche/solve/several/logit_branch.h"

#include <algorithm>
#include <utility>

namespace demarche {

bool goes_on(Search& search) {
  if (search.stopped || !*search.monitor) return !search.stopped;
  const double fraction = static_cast<double>(std::max<std::size_t>(1, search.start) - 1) /
                          static_cast<double>(std::max<std::size_t>(1, search.options->num_starts));
  search.stopped = !(*search.monitor)({"looking for other equilibria", std::min(1.0, fraction)});
  return !search.stopped;
}

GoOn go_on_of(Search& search) {
  return [&search] { return goes_on(search); };
}

namespace {

constexpr double beyond = 100;  // how far above the precision asked for a branch is followed
constexpr int steps_beyond = 400;
constexpr int steps_to_limit = 3000;

// A solution at the precision asked for.
Solution settled_at(Search& search, LogitPoint point) {
  LogitTrace trace = trace_from(search.solver, search.stakes, std::move(point), Direction::Up);
  Solution solution = follow(nullptr, trace, search.options->aqre, {});
  solution.path = {{solution.precision, trace.here.max_gain * search.stakes.range}};
  return solution;
}

std::size_t keep_settled(Search& search, LogitPoint point, Route route, std::size_t order) {
  const std::optional<std::size_t> known = row_of(search.list, point);
  return known ? *known : add(search.list, settled_at(search, std::move(point)), route, order);
}

void note_at(Level& level, LogitPoint point, std::vector<std::size_t> rows) {
  level.points.push_back(std::move(point));
  level.rows.push_back(std::move(rows));
}

// At a precision: an equilibrium and what else lies on its curve.
void expand_at_precision(Search& search, Level& level, const LogitPoint& point, Route route) {
  note_at(level, point, {keep_settled(search, point, route, search.start)});
  const BranchLimits limits{beyond * point.precision, steps_beyond};
  for (const Direction direction : {Direction::Up, Direction::Down}) {
    LogitTrace trace = trace_from(search.solver, search.stakes, point, direction);
    for (LogitPoint& other : crossings_beyond(trace, limits, go_on_of(search))) {
      const std::size_t row = keep_settled(search, other, Route::Curve, search.start);
      note_at(level, std::move(other), {row});
    }
  }
}

// A limit with unequal mistakes may be one of plain logit equilibria as well: found from there by Newton's method.
std::optional<Solution> with_equal_mistakes(Search& search, std::size_t row, const AqreOptions& options) {
  LogitPoint point = point_of(search.list, row, search.stakes);
  LogitSolver solver = search.solver;
  if (!correct(solver, search.stakes, {}, {}, point).converged) return std::nullopt;
  LogitTrace trace = trace_from(std::move(solver), search.stakes, std::move(point), Direction::Up);
  const GoOn go_on = go_on_of(search);
  Solution solution = follow(nullptr, trace, options, [&](const Progress&) { return go_on(); });
  if (solution.reason != StopReason::ReachedTolerance || !pays_like(search.list, row, solution, search.stakes))
    return std::nullopt;
  return solution;
}

std::size_t keep_unequal(Search& search, Solution solution, const AqreOptions& options) {
  const std::size_t num_rows = search.list.rows.size();
  const std::size_t row = add_unequal(search.list, std::move(solution), search.stakes, search.start);
  if (row < num_rows) return row;
  std::optional<Solution> plain = with_equal_mistakes(search, row, options);
  if (!plain) return row;
  search.list.rows[row].solution = std::move(*plain);
  search.list.rows[row].route = Route::Tilt;
  return row;
}

// The limits to which a branch leads, in both directions.
void expand_to_limits(Search& search, Level& level, const LogitPoint& point, Route route) {
  std::vector<std::size_t> rows;
  AqreOptions options = search.options->aqre;
  options.max_steps = steps_to_limit;
  const GoOn go_on = go_on_of(search);
  LogitTrace up = trace_from(search.solver, *level.stakes, point, Direction::Up);
  Solution limit = follow(nullptr, up, options, [&](const Progress&) { return go_on(); });
  const auto keep = [&](Solution solution, Route reached_by) {
    if (level.unequal) return keep_unequal(search, std::move(solution), options);
    return add(search.list, std::move(solution), reached_by, search.start);
  };
  if (limit.reason == StopReason::ReachedTolerance) rows.push_back(keep(std::move(limit), route));
  LogitTrace down = trace_from(search.solver, *level.stakes, point, Direction::Down);
  std::optional<Solution> other = limit_below(down, options, {.highest = 0, .max_steps = steps_beyond}, go_on);
  if (other) keep(std::move(*other), Route::Curve);
  note_at(level, point, std::move(rows));
}

std::optional<std::size_t> known_at(const Level& level, const LogitPoint& point, std::size_t num_actions) {
  for (std::size_t k = 0; k < level.points.size(); ++k)
    if (move_between(level.points[k], point, num_actions) <= same_at_precision) return k;
  return std::nullopt;
}

}  // namespace

std::vector<std::size_t> expand(Search& search, Level& level, const LogitPoint& point, Route route) {
  const auto known = known_at(level, point, search.solver.shape->num_actions);
  if (known) return level.rows[*known];
  const std::size_t at = level.points.size();
  if (search.options->aqre.precision) expand_at_precision(search, level, point, route);
  else expand_to_limits(search, level, point, route);
  return level.rows[at];
}

void follow_on(Search& search) {
  Level& level = search.levels.front();
  LogitPoint point = point_of(search.list, 0, search.stakes);
  note_at(level, point, {0});
  LogitTrace trace = trace_from(search.solver, search.stakes, std::move(point), Direction::Up);
  std::size_t order = 0;
  for (LogitPoint& other : crossings_beyond(trace, {beyond * level.precision, steps_beyond}, go_on_of(search))) {
    const std::size_t row = keep_settled(search, other, Route::PrincipalCurve, ++order);
    note_at(level, std::move(other), {row});
  }
}

}  // namespace demarche
