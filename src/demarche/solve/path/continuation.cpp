#include "demarche/solve/aqre.h"
#include "demarche/solve/path/logit_trace.h"

#include <fmt/format.h>
#include "demarche/game/sharpness.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {

namespace {

constexpr int max_substeps = 64;
constexpr double shortest_substep = 1.0 / 256;
constexpr double aimed_change = 0.025;  // of a probability between prediction and correction; 0.05 is refused

// Beside the sharpest, whose precision is held.
Table<ActorId, double> precisions_between(const Stakes& from, const Stakes& to, double share) {
  const Table<ActorId, double> first = sharpness_of(from.precisions);
  const Table<ActorId, double> last = sharpness_of(to.precisions);
  Table<ActorId, double> precisions;
  for (std::size_t actor = 0; actor < std::max(first.size(), last.size()); ++actor)
    precisions.push_back(std::lerp(sharpness_of(first, actor), sharpness_of(last, actor), share));
  return precisions;
}

double between(double from, double to, double share) { return from + share * (to - from); }

Stakes between(const Stakes& from, const Stakes& to, double share) {
  Stakes stakes = to;
  stakes.precisions = precisions_between(from, to, share);
  if (!from.remainders.empty() || !to.remainders.empty()) stakes.remainders.assign(stakes.payoffs.size(), 0.0);
  const auto rest = [](const Stakes& of, std::size_t k) { return of.remainders.empty() ? 0.0 : of.remainders[k]; };
  for (std::size_t k = 0; k < stakes.remainders.size(); ++k)
    stakes.remainders[k] = rest(from, k) + share * (rest(to, k) - rest(from, k));
  for (std::size_t k = 0; k < stakes.payoffs.size(); ++k)
    stakes.payoffs[k] = from.payoffs[k] + share * (to.payoffs[k] - from.payoffs[k]);
  for (std::size_t k = 0; k < stakes.odds.size(); ++k)
    stakes.odds[OddsId{k}] = between(from.odds[OddsId{k}], to.odds[OddsId{k}], share);
  for (std::size_t i = 0; i < stakes.thoughts.size(); ++i) {
    const ActorId actor{i};
    for (std::size_t k = 0; k < stakes.odds.size(); ++k)
      stakes.thoughts[actor][OddsId{k}] =
          between(odds_of(from, actor)[OddsId{k}], to.thoughts[actor][OddsId{k}], share);
  }
  return stakes;
}

// Beliefs jump where a move of chance becomes possible or impossible.
bool same_support(const Stakes& from, const Stakes& to) {
  return std::equal(from.odds.begin(), from.odds.end(), to.odds.begin(), to.odds.end(),
                    [](double one, double other) { return (one > 0) == (other > 0); });
}

LogitPoint point_at(const LogitShape& shape, const LogitStakes& stakes, const Solution& solution) {
  LogitPoint point = uniform_point(shape, stakes);
  take_strategy(shape, solution.strategy, point);
  point.precision = solution.precision * stakes.range;
  evaluate(shape, stakes, point);
  return point;
}

// Where an equilibrium has been followed to. What is eliminated at a point that is tried does not replace what was
// eliminated here, from where further ones are tried.
struct Follower {
  LogitSolver solver;
  LogitSolver there;
  LogitStakes scaled;
  LogitPoint point;
  int sign = 1;  // of the determinant
};

// One part of the way: a Newton step at the new stakes as prediction, then the corrector. The determinant must keep its
// sign: were it to change, the equilibrium would have met another and vanished on the way.
struct Stretch {
  bool followed = false;
  double moved = 0;  // largest change of a probability between prediction and correction, as far as it went
};
Stretch move_to(LogitStakes next, double precision, double tolerance, Follower& follower) {
  LogitSolver& solver = follower.solver;
  LogitPoint trial = follower.point;
  trial.precision = precision * next.range;
  rebind(*solver.shape, next, trial);
  push(solver, next, trial);
  CorrectorOptions options;
  options.tolerance = tolerance;
  forget_elimination(follower.there);
  const Correction correction = correct(follower.there, next, {}, options, trial);
  const bool is_corrected = correction.num_iterations > 0;
  const bool strays = !(move_between(follower.point, trial, solver.shape->num_actions) <= longest_move);
  const LogitSolver& judged = is_corrected ? follower.there : solver;
  if (!correction.converged || strays || (eliminates(judged) && determinant_sign(judged) != follower.sign)) {
    factorise(solver, follower.scaled, follower.point);
    return {false, correction.moved};
  }
  if (is_corrected) std::swap(solver, follower.there);
  else forget_elimination(solver);
  follower.point = std::move(trial);
  follower.scaled = std::move(next);
  return {true, correction.moved};
}

// The next length to try: the prediction's error grows with the square of the length.
double next_step(double step, const Stretch& stretch) {
  const double factor = std::sqrt(aimed_change / std::max(stretch.moved, 1e-4));
  return step * (stretch.followed ? std::clamp(factor, 0.5, 3.0) : std::clamp(factor, 0.2, 0.5));
}

}  // namespace

std::optional<Solution> continue_aqre(const Game& game, const Stakes& from, const Solution& solution, const Stakes& to,
                                      const AqreOptions& options, const Monitor& monitor) {
  return continue_aqre(game, *aqre_shape(game, to), from, solution, to, options, monitor);
}

std::optional<Solution> continue_aqre(const Game& game, const AqreShape& shape, const Stakes& from,
                                      const Solution& solution, const Stakes& to, const AqreOptions& options,
                                      const Monitor& monitor) {
  if (!same_support(from, to)) return std::nullopt;
  std::optional<LogitStakes> begin = logit_stakes(game, shape, from);
  std::optional<LogitStakes> end = logit_stakes(game, shape, to);
  if (!begin || !end) return continue_aqre(game, *aqre_shape(game), from, solution, to, options, monitor);
  Follower follower{make_solver(shape), make_solver(shape), std::move(*begin), {}};
  follower.point = point_at(shape.logit, follower.scaled, solution);
  factorise(follower.solver, follower.scaled, follower.point);
  follower.sign = determinant_sign(follower.solver);
  const LogitPoint& point = follower.point;
  double share = 0;
  double step = 1;
  int num_steps = 0;
  while (share < 1) {
    if (++num_steps > max_substeps || step < shortest_substep) return std::nullopt;
    const Progress progress{"following an equilibrium to other stakes", share, solution.precision,
                            point.max_gain * follower.scaled.range};
    if (monitor && !monitor(progress)) return std::nullopt;
    const double next = std::min(1.0, share + step);
    const double tolerance = next < 1 ? 1e-9 : options.residual_tolerance;
    std::optional<LogitStakes> there = next < 1 ? logit_stakes(game, shape, between(from, to, next)) : end;
    if (!there) return std::nullopt;
    const Stretch stretch = move_to(std::move(*there), solution.precision, tolerance, follower);
    step = next_step(next - share, stretch);
    if (stretch.followed) share = next;
  }
  Solution found = solution;
  found.strategy = strategy_at(shape.logit, point);
  found.residual = point.max_choice_residual;
  found.num_steps = num_steps;
  found.method =
      fmt::format("continued from an equilibrium at nearby stakes, {} step{}", num_steps, num_steps == 1 ? "" : "s");
  found.path = {{solution.precision, point.max_gain * follower.scaled.range}};
  return found;
}

}  // namespace demarche
