#include "demarche/solve/path/follow_parts.h"

#include "demarche/solve/parts/part_game.h"
#include "demarche/solve/path/logit_dynamics.h"
#include "demarche/solve/path/step_on.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace demarche {
namespace {

constexpr std::array growths{0.1, 0.02};            // of the top's precision, tried one after the other
constexpr std::size_t most_copies_kept = 2;         // games of parts have so many times the nodes of the whole
constexpr double close_to_top = 1.02;               // times the top: up to there a part that turns back turns the whole
constexpr double ahead_of_turn = 0.97;              // of the precision at which a part turns
constexpr int most_settling = 60;                   // steps of logit dynamics, from where parts have led
constexpr CorrectorOptions of_part{1e-6, 0.15, 8};  // a part whose branch goes on moves no more than this
constexpr CorrectorOptions of_whole{1e-6, 0.5, 12};  // off the parts that turn

// A part that was followed alone, for others that are like it.
struct FollowedAlone {
  std::size_t num_nodes = 0;
  LogitPlace place;              // where it came to
  std::optional<double> turned;  // where it turned back, or parts of it did
};

// One try to carry all parts, and then the whole, to a higher precision.
struct Carry {
  LogitTrace& trace;
  PartMaker& maker;
  const LogitPlace& before;  // the point from which the path turned
  double target = 0;
  LogitPoint point;                    // of the whole
  std::vector<FollowedPart> turned{};  // parts that turn back, none in another
  std::vector<char> is_told{};         // [set]: is in one of these
  std::vector<FollowedAlone> followed{};
  double first_turn = std::numeric_limits<double>::infinity();  // of all that were followed
  int num_alone = 0;
  int num_steps = 0;
  double work = 0;  // steps in parts, as shares of a step of the whole

  double work_left() const { return trace.alone.left - work; }
};

bool is_steady(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point) {
  if (!eliminates(solver)) return true;
  factorise(solver, stakes, point);
  return determinant_sign(solver) > 0;
}

bool follows_by_newton(LogitSolver& solver, const LogitStakes& stakes, const CorrectorOptions& options,
                       LogitPoint& point) {
  return correct(solver, stakes, {}, options, point).converged && is_steady(solver, stakes, point);
}

LogitPoint point_of(const PartGame& part, const LogitPlace& whole) {
  const LogitShape& shape = part.shape->logit;
  LogitPoint point = uniform_point(shape, part.stakes);
  for (std::size_t a = 0; a < part.actions.size(); ++a) point.logs[a] = whole.logs[part.actions[a]];
  point.precision = whole.precision;
  evaluate(shape, part.stakes, point);
  return point;
}

// Where a path turned back first, or parts of it did.
std::optional<double> turn_of(const LogitTrace& trace) {
  return trace.first_turn ? trace.first_turn : trace.alone.turned_at;
}

// Of the whole.
double size_of(const Carry& carry, const PartGame& part) {
  return static_cast<double>(part.shape->logit.num_nodes) / static_cast<double>(carry.maker.whole.num_nodes);
}
// In steps of its own game.
double work_of(const LogitTrace& alone) { return alone.num_steps + alone.alone.work; }

void tell(Carry& carry, const Part& part, std::optional<double> turn) {
  ++carry.num_alone;
  if (!turn) return;
  carry.first_turn = std::min(carry.first_turn, *turn);
  const bool is_new = std::ranges::none_of(part.sets, [&](std::uint32_t set) { return carry.is_told[set] != 0; });
  if (is_new) carry.turned.push_back({part.roots, part.sets.size(), *turn});
  for (const std::uint32_t set : part.sets) carry.is_told[set] = 1;
}

// From where it stands, through its own folds. None where it does not get there.
std::optional<LogitPoint> follow_alone(Carry& carry, const Part& part, const PartGame& game) {
  LogitTrace alone;
  alone.solver = make_solver(*game.shape);
  alone.solver.tangent_tolerance = carry.trace.solver.tangent_tolerance;
  alone.stakes = game.stakes;
  alone.follows_parts = true;
  alone.go_on = carry.trace.go_on;
  const double size = size_of(carry, game);
  alone.alone.left = std::min(alone.alone.left, carry.work_left() / size);
  land(alone, point_of(game, carry.before));
  while (alone.here.precision != carry.target && size * work_of(alone) < carry.work_left()) {
    if (alone.go_on && !alone.go_on()) return std::nullopt;
    if (!step_on(alone, carry.target)) break;
  }
  carry.num_steps += alone.num_steps + alone.alone.num_steps;
  carry.work += size * work_of(alone);
  tell(carry, part, turn_of(alone));
  if (alone.here.precision != carry.target) return std::nullopt;
  carry.followed.push_back({alone.solver.shape->num_nodes, place_of(alone.here), turn_of(alone)});
  return std::move(alone.here);
}

// From where a part like it has come to. A story holds many parts that differ by a constant or by beliefs alone.
std::optional<LogitPoint> follow_its_like(Carry& carry, const Part& part, const PartGame& game, LogitSolver& solver) {
  const LogitShape& shape = game.shape->logit;
  for (const FollowedAlone& like : carry.followed) {
    if (like.num_nodes != shape.num_nodes || like.place.logs.size() != shape.num_actions + shape.num_odds) continue;
    LogitPoint point = uniform_point(shape, game.stakes);
    std::copy_n(like.place.logs.begin(), shape.num_actions, point.logs.begin());
    point.precision = carry.target;
    evaluate(shape, game.stakes, point);
    if (!follows_by_newton(solver, game.stakes, of_part, point)) continue;
    tell(carry, part, like.turned);
    return point;
  }
  return std::nullopt;
}

// Small parts are met again at every try; the largest are as large as the whole.
const PartGame& game_of(Carry& carry, const Part& part, std::optional<PartGame>& made) {
  KeptParts& kept = *carry.trace.alone.kept;
  const LogitStakes& stakes = carry.trace.stakes;
  if (const auto known = kept.games.find(&part); known != kept.games.end()) {
    meet_again(carry.maker, stakes, part, carry.point.reaches, known->second);
    return known->second;
  }
  made = make_part(carry.maker, stakes, part, carry.point.reaches);
  const std::size_t num_nodes = kept.num_nodes + part.num_nodes;
  if (made->tree || num_nodes > most_copies_kept * carry.maker.whole.num_nodes) return *made;
  kept.num_nodes = num_nodes;
  return kept.games.emplace(&part, std::move(*made)).first->second;
}

// Whether any part of the level had to be followed alone.
bool carry_level(Carry& carry, const std::vector<Part>& level) {
  const LogitShape& whole = carry.maker.whole;
  const int num_alone = carry.num_alone;
  std::vector<double> logs = carry.point.logs;
  for (const Part& part : level) {
    if (carry.work_left() <= 0) break;
    std::optional<PartGame> made;
    const PartGame& game = game_of(carry, part, made);
    LogitSolver solver = make_solver(*game.shape);
    std::optional<LogitPoint> point = point_of(game, place_of(carry.point));
    if (!follows_by_newton(solver, game.stakes, of_part, *point)) {
      point = follow_its_like(carry, part, game, solver);
      if (!point) point = follow_alone(carry, part, game);
    }
    for (std::size_t a = 0; point && a < game.actions.size(); ++a) logs[game.actions[a]] = point->logs[a];
  }
  carry.point.logs = std::move(logs);
  evaluate(whole, carry.trace.stakes, carry.point);
  return carry.num_alone > num_alone;
}

bool land_whole(Carry& carry) {
  LogitTrace& trace = carry.trace;
  LogitPoint point = carry.point;
  ++trace.num_steps;
  if (!follows_by_newton(trace.solver, trace.stakes, of_whole, point)) return false;
  land(trace, std::move(point));
  return true;
}

// From where its parts have come to, by logit dynamics, where that is too far for Newton's method.
bool settle_whole(Carry& carry) {
  LogitTrace& trace = carry.trace;
  LogitPoint point = carry.point;
  const Settlement found =
      settle(trace.solver, trace.stakes, {.max_steps = most_settling, .go_on = trace.go_on}, point);
  trace.num_steps += found.num_steps;
  if (found.settled) land(trace, std::move(point));
  return found.settled;
}

void keep_story(Carry& carry, double top) {
  PartsAlone& alone = carry.trace.alone;
  if (!alone.turned_at) alone.turned_at = top;
  alone.num_followed += carry.num_alone;
  for (FollowedPart& part : carry.turned) {
    const auto is_same = [&](const FollowedPart& known) {
      return known.roots.front() == part.roots.front() && known.num_sets == part.num_sets;
    };
    if (std::ranges::none_of(alone.turned, is_same)) alone.turned.push_back(std::move(part));
  }
}

// Whether a part turns back where the whole does: others would turn it back later on. Where the whole has not turned
// yet it will before the target.
bool turns_at(const Carry& carry, double top) {
  return carry.first_turn <= (carry.trace.suspects_parts ? carry.target : close_to_top * top);
}

// What looked like a turn ahead may have been none yet: parts are looked for again where the first one turns.
void pay_for(const Carry& carry, double top) {
  PartsAlone& alone = carry.trace.alone;
  const bool is_early = !turns_at(carry, top) && std::isfinite(carry.first_turn) && !alone.was_early;
  if (!is_early) {
    alone.left -= carry.work;
    return;
  }
  alone.was_early = true;
  alone.tried_at = std::max(alone.tried_at, ahead_of_turn * carry.first_turn);
}

enum class Carried : std::uint8_t { Landed, NotLanded, NothingTurns };

Carried carry_to(LogitTrace& trace, PartMaker& maker, const LogitPlace& before, double target) {
  Carry carry{trace, maker, before, target, trace.here};
  carry.is_told.assign(trace.solver.shape->sets.size(), 0);
  const double top = trace.top;
  move_to(*trace.solver.shape, trace.stakes, {target, before.logs}, carry.point);
  bool landed = false;
  for (const std::vector<Part>& level : trace.alone.parts->levels) {
    const bool changed = carry_level(carry, level);
    landed = changed && turns_at(carry, top) && land_whole(carry);
    if (landed || carry.work_left() <= 0) break;
  }
  landed = landed || (carry.num_alone > 0 && turns_at(carry, top) && settle_whole(carry));
  trace.alone.num_steps += carry.num_steps;
  trace.alone.work += carry.work;
  if (landed) keep_story(carry, top);
  else pay_for(carry, top);
  if (!landed && !turns_at(carry, top)) return Carried::NothingTurns;
  return landed ? Carried::Landed : Carried::NotLanded;
}

}  // namespace

bool follow_parts(LogitTrace& trace, const LogitPlace& before, double goal) {
  PartsAlone& alone = trace.alone;
  const double top = trace.top;
  if (!may_follow_parts(trace)) return false;
  alone.tried_at = top;
  alone.tried_on = trace.num_rises;
  if (!alone.parts) {
    alone.parts = std::make_shared<const Parts>(find_parts(*trace.solver.shape));
    alone.kept = std::make_shared<KeptParts>();
  }
  if (alone.parts->levels.empty()) return false;
  PartMaker maker = part_maker(*trace.solver.shape);
  double tried = 0;
  for (const double growth : growths) {
    const double target = std::min(goal, top * (1 + growth));
    if (target == tried) break;
    tried = target;
    const Carried carried = carry_to(trace, maker, before, target);
    if (carried == Carried::Landed) return true;
    if (carried == Carried::NothingTurns) break;
  }
  factorise(trace.solver, trace.stakes, trace.here);
  return false;
}

}  // namespace demarche
