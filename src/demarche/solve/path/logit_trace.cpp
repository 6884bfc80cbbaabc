#include "demarche/solve/path/logit_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {

namespace {

constexpr double shortest_step = 1e-7;
constexpr double longest_step = 25.0;
constexpr double first_growth = 0.25;   // of log(1 + precision), in the first step
constexpr double longest_growth = 1.5;  // the same, in a step longer than the longest
constexpr double level = 0.7;           // as long as this much of a tangent's s is left in one step, no fold is near
constexpr double aimed_move = 0.02;     // of a probability between prediction and correction
constexpr double straight = 0.99;       // cosine: tangents on both sides of a crossing of branches agree
constexpr int steps_past_fold = 5;      // for so many, what looks like a crossing of branches is none
constexpr double careful_step = 0.001;  // the longest that a careful path takes across one
constexpr double further_on = 1.01;     // times the top at which parts were looked for in vain
constexpr double noticeably =
    1.001;  // where many parts turn alike a crest is passed by next to nothing, again and again
constexpr double first_landed_step = 0.1;
constexpr double undecided_step = 1e-4;  // so close to a fold that rounding may turn the determinant's sign

int sign_of(double x) { return x < 0 ? -1 : 1; }

Hold hold_across(const LogitTrace& trace) {
  const auto& p = trace.here.probabilities;
  return {&trace.tangent, {p.begin(), p.begin() + static_cast<std::ptrdiff_t>(trace.solver.shape->num_actions)}};
}

// The precision up to which the determinant's sign is known: elimination may be some steps old.
double known_last(const LogitTrace& trace, const LogitPoint& trial) {
  const DeterminantMark& mark = trace.marks.back();
  const double here = trace.here.precision;
  const bool lies_behind = mark.known && (mark.precision - here) * (trial.precision - here) <= 0;
  return lies_behind ? mark.precision : here;
}

// The branches that cross between the point where the determinant was known last and a new one, each noted where it is.
// Where the determinant has changed its sign there is one at least.
enum class Sign : std::uint8_t { Kept, Changed };
void note_crossings(LogitTrace& trace, const LogitPoint& trial, Sign sign) {
  const double begin = known_last(trace, trial);
  const PathStretch stretch{trace.here, trace.tangent, begin, trial.precision};
  const std::vector<BranchCrossing> crossings = crossings_between(trace.solver, trace.stakes, stretch);
  const double range = trace.stakes.range;
  constexpr std::string_view followed = "; the one that goes straight on was followed";
  for (const BranchCrossing& crossing : crossings)
    trace.notes.push_back(fmt::format("branches of equilibria cross{} near precision {:.6g}{}",
                                      crossing.is_twofold ? ", two or more at once," : "", crossing.precision / range,
                                      followed));
  if (sign == Sign::Changed && crossings.empty())
    trace.notes.push_back(fmt::format("branches of equilibria cross between precision {:.6g} and {:.6g}{}",
                                      begin / range, trial.precision / range, followed));
  factorise(trace.solver, trace.stakes, trial);
}

// Whether the determinant, whose sign fits, may have turned twice since it was known last.
bool may_hide_crossings(const LogitTrace& trace) {
  const double precision = trace.solver.eliminated_at->precision;
  return precision != trace.marks.back().precision && heads_for_zero(trace.marks[0], trace.marks[1], precision);
}

// Whether the direction in which a point continues the path fits the determinant there; settles crossings of branches.
// Where two parts of the game are alike and bear little on each other both turn back at once, so that the determinant
// keeps its sign at their fold: they are followed together. One after the other, with the first one going all its way
// back whenever the next one turns, would take a way that doubles with every part.
bool keeps_side(LogitTrace& trace, const LogitPoint& trial, const Tangent& tangent, double length) {
  if (!eliminates(trace.solver)) return true;
  const auto fits = [&] { return sign_of(tangent.s) * determinant_sign(trace.solver) == trace.side; };
  // At a fold its two sides run close by each other: elimination nearby may have been on the other one, a sharp turn
  // may look like going on, and just past it what looks like a crossing is a step back.
  const bool turns = sign_of(tangent.s) != sign_of(trace.tangent.s);
  const bool past_fold = trace.steps_since_turn < steps_past_fold;
  // Where the path runs straight nothing was eliminated on the way.
  if (trace.solver.eliminated_at->precision == trace.marks.back().precision)
    factorise(trace.solver, trace.stakes, trial);
  if (!turns && !past_fold && fits()) {
    if (may_hide_crossings(trace)) note_crossings(trace, trial, Sign::Kept);
    return true;
  }
  factorise(trace.solver, trace.stakes, trial);
  if (fits()) return true;
  const bool straight_on = alignment(trial, trace.tangent, tangent) > straight && !past_fold;
  // Either would be taken for what parts of the game that turn back make it look like: these are looked for before.
  trace.suspects_parts = straight_on && may_follow_parts(trace);
  if (trace.suspects_parts) return false;
  const bool twin_fold = straight_on && turns && length <= careful_step;
  const bool crossing = straight_on && !turns && (!trace.careful || length <= careful_step);
  if (!twin_fold && !crossing) return length <= undecided_step && !past_fold;
  trace.side = -trace.side;
  if (crossing) note_crossings(trace, trial, Sign::Changed);
  else
    trace.notes.push_back(
        fmt::format("branches of equilibria turn back two at a time near precision {:.6g}, where parts of the game are "
                    "alike; they were followed together",
                    trial.precision / trace.stakes.range));
  return true;
}

// The second derivative of log p by precision between two points, where the path runs on in one direction.
std::vector<double> bend_between(const LogitPoint& from, const Tangent& before, const LogitPoint& to,
                                 const Tangent& after) {
  const double change = to.precision - from.precision;
  if (sign_of(before.s) != sign_of(after.s) || change == 0) return {};
  const double slope_before = 1 / (before.s * (1 + from.precision));
  const double slope_after = 1 / (after.s * (1 + to.precision));
  std::vector<double> bend(after.logs.size());
  for (std::size_t a = 0; a < bend.size(); ++a)
    bend[a] = (after.logs[a] * slope_after - before.logs[a] * slope_before) / change;
  return bend;
}

// Elimination nearby, if any was made in this step.
void mark_determinant(LogitTrace& trace) {
  if (!eliminates(trace.solver)) return;
  const double precision = trace.solver.eliminated_at->precision;
  if (trace.marks[1].known && trace.marks[1].precision == precision) return;
  const Determinant determinant = determinant_of(trace.solver);
  trace.marks = {trace.marks[1], {precision, log_of(determinant.size), determinant.log_least, true}};
}

// Past a lower fold the path rises again, to a top of its own.
void note_rise(LogitTrace& trace, const LogitPoint& trial, const Tangent& tangent) {
  const bool begins = tangent.s > 0 && trace.tangent.s < 0;
  if (begins) ++trace.num_rises;
  trace.top = begins ? trial.precision : std::max(trace.top, trial.precision);
}

void accept(LogitTrace& trace, LogitPoint trial, Tangent tangent, double moved) {
  ++trace.steps_since_turn;
  note_rise(trace, trial, tangent);
  mark_determinant(trace);
  if (sign_of(tangent.s) != sign_of(trace.tangent.s)) {
    ++trace.num_turns;
    if (!trace.first_turn) trace.first_turn = std::max(trace.here.precision, trial.precision);
    trace.steps_since_turn = 0;
    trace.marks = {};
  }
  const double order = trace.bend.empty() ? 2 : 3;
  trace.bend = bend_between(trace.here, trace.tangent, trial, tangent);
  trace.last_s = std::abs(trace.tangent.s);
  trace.pace_before = {trace.here.precision, std::move(trace.tangent)};
  trace.here = std::move(trial);
  trace.tangent = std::move(tangent);
  ++trace.steps_below_crest;
  if (trace.here.precision > trace.crest.precision) trace.crest = place_of(trace.here);
  if (trace.here.precision > noticeably * trace.risen_to) {
    trace.risen_to = trace.here.precision;
    trace.steps_below_crest = 0;
  }
  const double growth = std::pow(aimed_move / std::max(moved, 1e-4), 1 / order);
  const double longest = std::max(longest_step, longest_growth / std::abs(trace.tangent.s));
  trace.step = std::min(longest, trace.step * std::clamp(growth, 0.3, 3.0));
}

bool strays(const LogitTrace& trace, const LogitPoint& trial) {
  return !(move_between(trace.here, trial, trace.solver.shape->num_actions) <= longest_move);
}

// Whether the precision has changed against the direction in which the path runs at both ends: then the point lies on
// another branch, close by. Where two branches run side by side a path would otherwise go to and fro between them.
bool runs_back(const LogitTrace& trace, const LogitPoint& trial, const Tangent& tangent) {
  const double change = trial.precision - trace.here.precision;
  return sign_of(tangent.s) == sign_of(trace.tangent.s) && change != 0 && sign_of(change) != sign_of(tangent.s);
}

// One try of a length; false where the corrector strays or the point found lies on another branch.
bool try_step(LogitTrace& trace, double length, double precision, bool lands) {
  LogitPoint trial = trace.here;
  predict(*trace.solver.shape, trace.stakes, trace.tangent, trace.bend, length, trial);
  if (lands) {
    trial.precision = precision;
    evaluate(*trace.solver.shape, trace.stakes, trial);
  }
  if (strays(trace, trial)) return false;
  const bool fold_is_far = trace.tangent.s > level * trace.last_s;
  const Hold hold = lands || fold_is_far ? Hold{} : hold_across(trace);
  const Correction correction = correct(trace.solver, trace.stakes, hold, {}, trial);
  if (!correction.converged || strays(trace, trial)) return false;
  Tangent tangent = tangent_at(trace.solver, trace.stakes, trial, &trace.tangent);
  if (length > 0 && runs_back(trace, trial, tangent)) return false;
  if (!keeps_side(trace, trial, tangent, std::abs(length))) return false;
  accept(trace, std::move(trial), std::move(tangent), correction.moved);
  return true;
}

}  // namespace

LogitTrace start_trace(LogitSolver solver, LogitStakes stakes) {
  LogitTrace trace;
  trace.solver = std::move(solver);
  trace.stakes = std::move(stakes);
  trace.here = uniform_point(*trace.solver.shape, trace.stakes);
  factorise(trace.solver, trace.stakes, trace.here);
  trace.tangent = tangent_at(trace.solver, trace.stakes, trace.here, nullptr);
  trace.step = first_growth / trace.tangent.s;
  trace.crest = place_of(trace.here);
  trace.follows_parts = true;
  mark_determinant(trace);
  return trace;
}

LogitTrace start_apart(const AqreShape& shape, LogitStakes stakes, double tangent_tolerance) {
  LogitSolver solver = make_solver(shape);
  solver.tangent_tolerance = tangent_tolerance;
  return start_trace(std::move(solver), std::move(stakes));
}

LogitTrace start_over_alike(const AqreShape& shape, LogitStakes stakes, double tangent_tolerance) {
  std::optional<LogitStakes> alike = shape.alike ? alike_stakes(*shape.alike, stakes) : std::nullopt;
  if (!alike) return start_apart(shape, std::move(stakes), tangent_tolerance);
  LogitSolver solver = make_alike_solver(shape);
  solver.tangent_tolerance = tangent_tolerance;
  LogitTrace trace = start_trace(std::move(solver), std::move(*alike));
  trace.apart = {&shape, std::move(stakes)};
  return trace;
}

void tell_apart(LogitTrace& trace) {
  if (!trace.apart) return;
  trace.solver = told_apart(*trace.apart->shape, std::move(trace.solver));
  trace.stakes = std::move(trace.apart->stakes);
  trace.apart.reset();
  const LogitPlace here = place_of(trace.here);
  trace.here = uniform_point(*trace.solver.shape, trace.stakes);
  move_to(*trace.solver.shape, trace.stakes, here, trace.here);
}

bool try_advance(LogitTrace& trace, double precision) {
  // Where the path has run past the precision, or will in this step, it is landed on at once, forwards or backwards.
  const double left = (std::log1p(precision) - std::log1p(trace.here.precision)) / trace.tangent.s;
  const bool passed = trace.here.precision > precision;
  const bool lands = passed ? std::abs(left) <= trace.step : left >= 0 && left <= trace.step;
  const double length = lands ? left : passed ? std::copysign(trace.step, left) : trace.step;
  ++trace.num_steps;
  trace.suspects_parts = false;
  if (try_step(trace, length, precision, lands)) return true;
  if (!trace.suspects_parts) trace.step = std::abs(length) / 2;
  return false;
}

bool is_stuck(const LogitTrace& trace) { return trace.step < shortest_step; }

bool advance(LogitTrace& trace, double precision) {
  while (!is_stuck(trace))
    if (try_advance(trace, precision)) return true;
  return false;
}

bool may_follow_parts(const LogitTrace& trace) {
  const PartsAlone& alone = trace.alone;
  const bool is_new = trace.num_rises > alone.tried_on || trace.top > further_on * alone.tried_at;
  return trace.follows_parts && trace.side > 0 && is_new && alone.left > 0;
}

void land(LogitTrace& trace, LogitPoint point) {
  factorise(trace.solver, trace.stakes, point);
  trace.here = std::move(point);
  trace.tangent = tangent_at(trace.solver, trace.stakes, trace.here, nullptr);
  if (eliminates(trace.solver)) trace.side = determinant_sign(trace.solver);
  trace.bend.clear();
  trace.pace_before = {};
  trace.marks = {};
  trace.step = first_landed_step;
  trace.last_s = 1;
  trace.crest = place_of(trace.here);
  trace.top = trace.risen_to = trace.here.precision;
  trace.steps_below_crest = 0;
  trace.patience = LogitTrace{}.patience;
}

void polish(LogitTrace& trace, double tolerance) {
  CorrectorOptions options;
  options.tolerance = tolerance;
  LogitPoint polished = trace.here;
  correct(trace.solver, trace.stakes, {}, options, polished);
  if (polished.max_choice_residual < trace.here.max_choice_residual) trace.here = std::move(polished);
}

double distance_left(const LogitTrace& trace) {
  const double scale = trace.here.precision / ((1 + trace.here.precision) * trace.tangent.s);
  double distance = trace.here.settled.distance;
  for (std::size_t a = 0; a < trace.tangent.logs.size(); ++a)
    distance = std::max(distance, trace.here.probabilities[a] * std::abs(trace.tangent.logs[a] * scale));
  return distance;
}

}  // namespace demarche
