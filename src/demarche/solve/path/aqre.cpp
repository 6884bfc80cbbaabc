#include "demarche/solve/aqre.h"

#include "demarche/game/names.h"
#include "demarche/game/relative_stakes.h"
#include "demarche/game/small_stakes.h"
#include "demarche/solve/path/follow.h"
#include "demarche/solve/path/open_beliefs.h"
#include "demarche/solve/path/part_notes.h"
#include "demarche/solve/path/step_on.h"
#include "demarche/solve/public/public_point.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <utility>

namespace demarche {

namespace {

constexpr double max_scaled_precision = 1e10;
// Past this, rounding decides which of several likely moves is the likeliest, and the path cannot be followed on.
constexpr double max_rounding = 0.01;
// Enough to make steps by. How far choices are from their limit is read from tangents, too, and takes exact ones.
constexpr double rough_tangents = 1e-5;
constexpr int most_jumps_to_settle = 10;
// Where payoffs tell likely moves apart by next to nothing, rounding lets a path crawl long before it ends it.
constexpr double noticeable_growth = 1.25;
constexpr int most_steps_to_grow = 600;

// The point with the least gain, should the path not get where it was to go.
struct Best {
  double max_gain = 0;
  LogitPlace place;
  Tangent tangent;
  bool known = false;
};

// A tolerance wider than the usual one asks for a profile that is certified to it, not for the limit.
bool is_rough(const AqreOptions& options) { return options.tolerance > AqreOptions{}.tolerance; }

bool wants_limit(const AqreOptions& options) { return !options.precision && !is_rough(options); }

// A profile without gains is a limit only where no belief is left that could turn a choice. Off the branch there is no
// limit to wait for: what is asked is the certificate.
StopReason without_gains(LogitTrace& trace, const AqreOptions& options) {
  const bool looks = wants_limit(options) && !trace.left_at;
  if (looks) {
    tell_apart(trace);
    factorise(trace.solver, trace.stakes, trace.here);
  }
  const bool open = looks && find_open_belief(trace, options.tolerance);
  return open ? StopReason::OpenBelief : StopReason::ReachedTolerance;
}

// Off the branch choices are waited for until they settle, small stakes beside large ones last, but not for as many
// jumps as it may take.
bool has_waited(LogitTrace& trace) {
  if (!trace.left_at) return false;
  if (!trace.jumps_without_gains) trace.jumps_without_gains = trace.num_jumps;
  return trace.num_jumps > *trace.jumps_without_gains + most_jumps_to_settle;
}

bool crawls(LogitTrace& trace) {
  if (trace.here.precision > noticeable_growth * trace.grown_to) {
    trace.grown_to = trace.here.precision;
    trace.grown_at = trace.num_steps;
  }
  return trace.num_steps - trace.grown_at > most_steps_to_grow;
}

std::optional<StopReason> arrived(LogitTrace& trace, const AqreOptions& options, double goal) {
  const LogitPoint& here = trace.here;
  if (options.precision) return here.precision == goal ? std::optional(StopReason::ReachedPrecision) : std::nullopt;
  const bool settled =
      !wants_limit(options) || (here.precision >= 1 && distance_left(trace) <= options.strategy_tolerance);
  const bool at_end = here.precision >= goal || here.rounding > max_rounding;
  const bool is_slow = crawls(trace);
  if (here.max_gain <= options.tolerance && (settled || at_end || is_slow || has_waited(trace))) {
    const StopReason reason = without_gains(trace, options);
    return reached(reason) || at_end || is_slow ? std::optional(reason) : std::nullopt;
  }
  return at_end ? std::optional(StopReason::NoProgress) : std::nullopt;
}

// Nobody knows how long a path is: it may turn, and where it settles shows only there.
Progress progress_of(const LogitTrace& trace) {
  const double range = trace.stakes.range;
  return {"following the logit path", -1, trace.here.precision / range, trace.here.max_gain * range};
}

std::optional<StopReason> next(LogitTrace& trace, const AqreOptions& options, double goal) {
  if (const auto reason = arrived(trace, options, goal)) return reason;
  if (trace.num_steps >= options.max_steps) return StopReason::StepLimit;
  if (!trace.go_on()) return StopReason::Interrupted;
  if (step_on(trace, goal)) return std::nullopt;
  return trace.go_on() ? StopReason::NoProgress : StopReason::Interrupted;
}

// A path that could not be followed to its end may have been followed far enough for what was asked.
StopReason what_was_reached(LogitTrace& trace, const AqreOptions& options, StopReason reason) {
  const bool gave_up = reason == StopReason::NoProgress || reason == StopReason::StepLimit;
  const bool enough = !options.precision && trace.here.max_gain <= options.tolerance;
  return gave_up && enough ? without_gains(trace, options) : reason;
}

std::string_view linear_algebra_of(const LogitSolver& solver) {
  return eliminates(solver) ? solver.shape->form->elimination : "Newton-GMRES without a matrix";
}

std::string so_many(std::integral auto count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string method_of(const LogitTrace& trace) {
  std::string jumps = trace.num_jumps > 0 ? ", " + so_many(trace.num_jumps, "jump") : "";
  if (trace.alone.num_followed > 0)
    jumps += fmt::format(", {} followed alone in {}", so_many(trace.alone.num_followed, "part"),
                         so_many(trace.alone.num_steps, "step"));
  const auto& play = trace.solver.shape->settled;
  const std::string settled =
      play ? fmt::format("; {} settled from the ends up", so_many(play->rules.size(), "choice")) : "";
  return fmt::format("logit path by arclength, {}, {}{}, {}{}", so_many(trace.num_steps, "step"),
                     so_many(trace.num_turns, "fold"), jumps, linear_algebra_of(trace.solver), settled);
}

std::string note_on_leaving(const LogitTrace& trace) {
  return fmt::format(
      "the branch that begins at precision 0 turns back at precision {:.6g} and was left there, by logit dynamics, for "
      "an equilibrium at a higher precision, whose own branch was followed on; jumps in all: {}",
      *trace.left_at / trace.stakes.range, trace.num_jumps);
}

std::string note_on_settling(double unsettled) {
  if (unsettled <= settled_enough)
    return fmt::format("choice probabilities are settled to about {:.1g}; rounding ends the path here", unsettled);
  return "this is no limit: no gain exceeds the tolerance, but some choices are not settled, and may still move at "
         "higher precisions";
}

// `game`: null where there are no names.
std::string note_on_belief(const Game* game, const LogitTrace& trace, const AqreOptions& options) {
  const std::optional<OpenBelief> found = find_open_belief(trace, options.tolerance);
  if (!found) return {};
  const OpenBelief belief = *found;
  const LogitShape& shape = *trace.solver.shape;
  std::string where = "off the path of play";
  std::string what = "one history against another";
  if (game) {
    const auto node_of = [&](std::uint32_t node) { return NodeId{whole_node(shape, node)}; };
    const InfosetId set = game->nodes[node_of(belief.to)].infoset();
    where = fmt::format("at {}'s {}", actor_name(*game, game->infosets[set].actor), infoset_label(*game, set));
    what = fmt::format("`{}` against `{}`", told_apart(*game, node_of(belief.to), node_of(belief.from)),
                       told_apart(*game, node_of(belief.from), node_of(belief.to)));
  }
  return fmt::format(
      "this is no limit: a belief is open. What is believed {} of {}, {:.3g}% now, still moves with the precision, and "
      "from about precision {:.3g} on it would turn the choice there",
      where, what, 100 * belief.share, belief.turns_at / trace.stakes.range);
}

Solution solution_of(const Game* game, LogitTrace& trace, const AqreOptions& options, StopReason reason) {
  std::string open;
  if (reason == StopReason::OpenBelief) open = note_on_belief(game, trace, options);
  Solution solution;
  solution.reason = reason;
  polish(trace, options.residual_tolerance);
  solution.strategy = strategy_at(*trace.solver.shape, trace.here);
  const bool at_goal = reason == StopReason::ReachedPrecision;
  solution.precision = at_goal ? *options.precision : trace.here.precision / trace.stakes.range;
  solution.residual = trace.here.max_choice_residual;
  solution.num_steps = trace.num_steps;
  solution.num_folds = trace.num_turns;
  solution.method = method_of(trace);
  solution.notes = std::move(trace.notes);
  if (trace.alone.turned_at) {
    solution.parts_turn_at = *trace.alone.turned_at / trace.stakes.range;
    solution.notes.push_back(note_on_parts(game, trace));
  }
  if (trace.left_at) {
    solution.left_branch_at = *trace.left_at / trace.stakes.range;
    solution.notes.push_back(note_on_leaving(trace));
  }
  if (at_goal && options.parts_held == PartsHeld::ToOwnBranches && (trace.alone.turned_at || trace.left_at)) {
    std::string note = note_on_own_branches(game, trace, look_at_own_branches(trace));
    if (!note.empty()) solution.notes.push_back(std::move(note));
  }
  if (!options.precision) solution.unsettled = std::min(1.0, distance_left(trace));
  if (reason == StopReason::ReachedTolerance && solution.unsettled > options.strategy_tolerance)
    solution.notes.push_back(note_on_settling(solution.unsettled));
  if (!open.empty()) solution.notes.push_back(std::move(open));
  return solution;
}

// `game`: null where it is not flat.
void show_point(const Game* game, const LogitTrace& trace, const AqreOptions& options) {
  if (!game || !options.watch_path) return;
  const LogitPoint& here = trace.here;
  const double range = trace.stakes.range;
  const Strategy strategy = strategy_at(*trace.solver.shape, here);
  const std::span<const double> logs{strategy.log_probability.begin(), strategy.log_probability.end()};
  options.watch_path(*game, {here.precision / range, here.precision, here.max_gain * range, trace.step, logs});
}

}  // namespace

Solution follow(const Game* game, LogitTrace& trace, const AqreOptions& options, const Monitor& monitor) {
  const double range = trace.stakes.range;
  const double goal = options.precision ? *options.precision * range : max_scaled_precision;
  std::vector<PathPoint> path{{0, trace.here.max_gain * range}};
  std::optional<StopReason> reason;
  Best best;
  trace.go_on = [&] { return !monitor || monitor(progress_of(trace)); };
  show_point(game, trace, options);
  while (true) {
    reason = next(trace, options, goal);
    if (reason) break;
    path.push_back({trace.here.precision / range, trace.here.max_gain * range});
    show_point(game, trace, options);
    const bool better = !best.known || trace.here.max_gain < best.max_gain;
    if (!options.precision && better) best = {trace.here.max_gain, place_of(trace.here), trace.tangent, true};
  }
  // A limit is where the path has come to, though gains were smaller before a belief turned a choice on the way.
  const bool is_limit = *reason == StopReason::ReachedTolerance && wants_limit(options);
  if (!is_limit && best.known && best.max_gain < trace.here.max_gain) {
    move_to(*trace.solver.shape, trace.stakes, best.place, trace.here);
    trace.tangent = std::move(best.tangent);
    trace.pace_before = {};
  }
  Solution solution = solution_of(game, trace, options, what_was_reached(trace, options, *reason));
  solution.path = std::move(path);
  trace.go_on = {};
  return solution;
}

Solution solve_aqre(const Game& game, const Stakes& stakes, const AqreOptions& options, const Monitor& monitor) {
  return solve_aqre(game, *aqre_shape(game, stakes), stakes, options, monitor);
}

Solution solve_aqre(const Game& game, const AqreShape& shape, const Stakes& stakes, const AqreOptions& options,
                    const Monitor& monitor) {
  std::optional<LogitStakes> scaled = logit_stakes(game, shape, stakes);
  if (!scaled) return solve_aqre(game, *aqre_shape(game, stakes), stakes, options, monitor);
  const double tangent_tolerance = options.precision ? rough_tangents : LogitSolver{}.tangent_tolerance;
  LogitTrace trace = options.watch_path ? start_apart(shape, std::move(*scaled), tangent_tolerance)
                                        : start_over_alike(shape, std::move(*scaled), tangent_tolerance);
  Solution solution = follow(&game, trace, options, monitor);
  std::string nothing = note_on_nothing_at_stake(game, stakes);
  if (!nothing.empty()) solution.notes.push_back(std::move(nothing));
  if (options.precision) return solution;
  std::string note = note_on_small_stakes(game, stakes, options.tolerance);
  if (!note.empty()) solution.notes.push_back(std::move(note));
  return solution;
}

Solution solve_aqre(const PublicGame& game, const PublicStakes& stakes, const AqreOptions& options,
                    const Monitor& monitor) {
  const LogitShape shape = logit_shape(game);
  LogitTrace trace = start_trace(make_solver(shape), logit_stakes(game, shape, stakes));
  return follow(nullptr, trace, options, monitor);
}

}  // namespace demarche
