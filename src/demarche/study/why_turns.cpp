#include "demarche/draw/nearest.h"
#include "demarche/draw/roots.h"
#include "demarche/study/row_solver.h"
#include "demarche/study/rows.h"
#include "demarche/study/why_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>

namespace demarche {
namespace {

constexpr int num_steps_a_side = 4;
constexpr int most_looks_into_dips = 16;

// While a preference is looked for elsewhere; then all is as it was.
class QuickLooks {
 public:
  explicit QuickLooks(Study& study) : study_(study), start_from_(study.start_from) {}
  ~QuickLooks() { study_.start_from = start_from_; }
  QuickLooks(const QuickLooks&) = delete;
  QuickLooks& operator=(const QuickLooks&) = delete;

 private:
  Study& study_;
  StartFrom start_from_;
};

struct TurningSearch {
  Study& study;
  const AskedChoice& asked;
  ValueIndex other;
  double slack;          // a preference no larger is none
  std::size_t num_kept;  // points that were there before
  Task task;
};

// The preference where one number stands elsewhere; nothing where there is no such game, or no equilibrium of it is
// known.
std::optional<double> preference_at(const TurningSearch& search, const DrawnParameter& one, double at) {
  Study& study = search.study;
  Ruleset& ruleset = study.rulesets.front();
  Parameters parameters = ruleset.parameters;
  parameters[one.id] = one.number.whole ? std::round(at) : at;
  const std::size_t told = study.diagnostics.size();
  const SolvedPoint* point = solve_at(study, ruleset, parameters, search.task);
  study.diagnostics.resize(told);
  if (!point || !point->lost.empty() || !reached(point->solution.reason)) return std::nullopt;
  const Position position = position_of(ruleset, *point);
  const std::vector<OptionPair> pairs = option_pairs(position, search.asked, search.other);
  if (pairs.empty()) return std::nullopt;
  const double found = preference(position, pairs);
  return std::abs(found) <= search.slack ? 0 : found;
}

// Where the preference was seen to be as it is now, in order, and how it is looked for elsewhere.
struct TurningLooks {
  const ScalarFunction& at;
  const Uncertain& number;
  AtZero at_zero;
  std::vector<KnownPoint> unturned = {};
  const std::vector<KnownPoint>& seen;  // all that was looked at, in order
};

// Where the sign changes between two places at which it was looked at.
std::vector<Crossing> crossings_between(const TurningLooks& looks, double from, double to) {
  const Uncertain& number = looks.number;
  const double place_within = number.whole ? 0.4 / (number.high - number.low) : 1e-6 * num_steps_a_side;
  return all_crossings(looks.at, std::min(from, to), std::max(from, to), {1, place_within, looks.at_zero});
}

// Of those within a step the one nearest to where it begins.
Crossing nearest_within(const TurningLooks& looks, double from, const Crossing& found) {
  const double range = looks.number.high - looks.number.low;
  const double way = std::abs(found.at - from);
  const double within = looks.number.whole ? 0.4 / std::max(way, 1.0) : 1e-6 * range / way;
  const double least = looks.number.whole ? 1 : 1e-4 * range;
  return way > least ? nearest_crossing(looks.at, looks.seen, found, {from, within, least, looks.at_zero}) : found;
}

// The crossing nearest to where the number stands, on the way to one end of its range. Steps over which nothing is
// known are taken as one.
std::optional<Crossing> first_crossing(TurningLooks& looks, double end) {
  const double now = looks.number.best;
  double from = now;
  for (int step = 1; step <= num_steps_a_side; ++step) {
    const double to = step == num_steps_a_side ? end : now + (end - now) * step / num_steps_a_side;
    const std::optional<double> found = looks.at(to);
    if (!found) continue;
    const auto crossings = crossings_between(looks, from, to);
    if (!crossings.empty()) return nearest_within(looks, from, end < now ? crossings.back() : crossings.front());
    looks.unturned.insert(end < now ? looks.unturned.begin() : looks.unturned.end(), {to, *found});
    from = to;
  }
  return std::nullopt;
}

// One that lies, with another, within a step: on whichever side; nothing where none shows.
std::optional<Crossing> crossing_in_a_dip(TurningLooks& looks) {
  const double now = looks.number.best;
  const double range = looks.number.high - looks.number.low;
  const DipSearch search{most_looks_into_dips, looks.number.whole ? 1 : 1e-5 * range, looks.at_zero};
  std::vector<KnownPoint>& points = looks.unturned;
  const auto found = other_side_between(looks.at, points, search);
  if (!found) return std::nullopt;
  const auto next = std::ranges::find_if(points, [&](const KnownPoint& point) { return point.x > found->x; });
  const auto crossings = crossings_between(looks, found->x < now ? next->x : (next - 1)->x, found->x);
  points.erase(found->x < now ? points.begin() : next, found->x < now ? next : points.end());
  if (crossings.empty()) return std::nullopt;
  return found->x < now ? crossings.back() : crossings.front();
}

double share_of_range(const TurningValue& turn) {
  return turn.value ? std::abs(*turn.value - turn.now) / (turn.high - turn.low) : INFINITY;
}

void take(const Crossing& crossing, TurningValue& turn) {
  turn.value = turn.whole && !crossing.unseen ? std::floor(crossing.at) + 0.5 : crossing.at;
  turn.before = crossing.before;
  turn.after = crossing.after;
  turn.is_jump = crossing.jump && !turn.whole;
}

// The number, which turns nothing as far as is known.
TurningValue no_turn_of(const Model& model, const DrawnParameter& one) {
  return {.parameter = model.parameters[one.id].name,
          .now = one.number.best,
          .low = one.number.low,
          .high = one.number.high,
          .whole = one.number.whole};
}

// A preference that is lost counts as turned: the options are worth the same there.
bool is_turned(double preference, double here) { return here > 0 ? preference <= 0 : preference >= 0; }

// What a search saw of one number.
struct SeenTurn {
  TurningValue turn;
  std::optional<double> at_low = {}, at_high = {};  // the preference at the ends of the range
};

void take_nearer(const Crossing& crossing, TurningValue& turn) {
  TurningValue found = turn;
  take(crossing, found);
  if (share_of_range(found) < share_of_range(turn)) turn = found;
}

void keep_place(std::vector<KnownPoint>& places, const KnownPoint& one) {
  const auto place = std::ranges::lower_bound(places, one.x, {}, &KnownPoint::x);
  if (place == places.end() || place->x != one.x) places.insert(place, one);
}

SeenTurn look_for_turn(const TurningSearch& search, const DrawnParameter& one, double here, StartFrom start) {
  search.study.start_from = start;
  const Uncertain& number = one.number;
  SeenTurn seen{no_turn_of(*search.study.rulesets.front().model, one)};
  std::vector<KnownPoint> at_places{{number.best, here}};
  const ScalarFunction at = [&](double x) {
    const std::optional<double> found = preference_at(search, one, x);
    if (found) keep_place(at_places, {x, *found});
    return found;
  };
  TurningLooks looks{at, number, here > 0 ? AtZero::Below : AtZero::Above, {{number.best, here}}, at_places};
  for (const double end : {number.low, number.high}) {
    if (end == number.best) continue;
    if (const auto crossing = first_crossing(looks, end)) take_nearer(*crossing, seen.turn);
  }
  seen.at_low = at(number.low);
  seen.at_high = at(number.high);
  for (int side = 0; side < 2; ++side) {
    const auto crossing = crossing_in_a_dip(looks);
    if (!crossing) break;
    take_nearer(*crossing, seen.turn);
  }
  return seen;
}

// Whether the games solved afresh say the same, at the ends of the range and on both sides of the value: an equilibrium
// that is followed may be another than the one that the number itself leads to.
bool is_borne_out(const TurningSearch& search, const DrawnParameter& one, double here, SeenTurn& seen) {
  search.study.start_from = StartFrom::Nothing;
  const auto at = [&](double x) { return preference_at(search, one, std::clamp(x, one.number.low, one.number.high)); };
  const auto says_so = [&](double x, const std::optional<double>& followed) {
    const std::optional<double> fresh = at(x);
    if (!fresh || !followed) return fresh.has_value() == followed.has_value();
    return is_turned(*fresh, here) == is_turned(*followed, here);
  };
  if (!says_so(one.number.low, seen.at_low) || !says_so(one.number.high, seen.at_high)) return false;
  if (!seen.turn.value) return true;
  const double step = one.number.whole ? 0.5 : 2e-6 * (one.number.high - one.number.low);
  const std::optional<double> before = at(*seen.turn.value - step);
  const std::optional<double> after = at(*seen.turn.value + step);
  if (!before || !after || is_turned(*before, here) == is_turned(*after, here)) return false;
  seen.turn.before = *before;
  seen.turn.after = *after;
  return true;
}

// Points that a search went to are no longer needed, and none of them is to be taken for one solved afresh.
void forget_points(const TurningSearch& search) {
  std::deque<SolvedPoint>& points = search.study.rulesets.front().points;
  points.erase(points.begin() + static_cast<std::ptrdiff_t>(search.num_kept), points.end());
}

TurningValue turning_value_of(const TurningSearch& search, const DrawnParameter& one, double here) {
  SeenTurn seen = look_for_turn(search, one, here, StartFrom::AnyPrecision);
  forget_points(search);
  if (!is_borne_out(search, one, here, seen)) {
    forget_points(search);
    seen = look_for_turn(search, one, here, StartFrom::Nothing);
  }
  forget_points(search);
  return seen.turn;
}

}  // namespace

FoundTurns turning_values(Study& study, const AskedChoice& asked, ValueIndex other, double slack, Span asked_at) {
  const QuickLooks quick(study);
  Ruleset& ruleset = study.rulesets.front();
  TurningSearch search{study, asked, other, slack, ruleset.points.size(), {"", -1, "", asked_at}};
  const std::vector<DrawnParameter> drawn = drawn_parameters(*ruleset.model, ruleset.parameters);
  FoundTurns found;
  const double preferred = preference(study.here, option_pairs(study.here, asked, other));
  const double here = std::abs(preferred) <= slack ? 0 : preferred;
  for (std::size_t k = 0; k < drawn.size(); ++k) {
    search.task.what = "why: moving " + ruleset.model->parameters[drawn[k].id].name;
    search.task.fraction = static_cast<double>(k) / static_cast<double>(drawn.size());
    TurningValue turn = here == 0 ? no_turn_of(*ruleset.model, drawn[k]) : turning_value_of(search, drawn[k], here);
    if (study.interrupted) break;
    found.turns.push_back(std::move(turn));
  }
  found.num_left = drawn.size() - found.turns.size();
  std::ranges::sort(found.turns, [](const TurningValue& a, const TurningValue& b) {
    const double one = share_of_range(a);
    const double other_share = share_of_range(b);
    return one != other_share ? one < other_share : a.parameter < b.parameter;
  });
  return found;
}

}  // namespace demarche
