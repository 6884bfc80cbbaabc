#include "demarche/point/way_between.h"

#include "demarche/point/replies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_leads_tried = 8;                 // of single sets
constexpr double most_reply_work = 4e7;                     // histories x rounds, over all ways
constexpr int most_rounds = 80;                             // at each sharpness
constexpr std::array sharpness = {100.0, 1000.0, 10000.0};  // of replies, in turn: precision x payoff range
constexpr double same_end = 0.1;                            // where they have come to the other one's play
constexpr double least_change = 0.0005;                     // that is told

double largest_change(const Game& game, InfosetId set, const Strategy& one, const Strategy& other) {
  const Infoset& infoset = game.infosets[set];
  double largest = 0;
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{infoset.first_action.value + k};
    largest = std::max(largest, std::abs(probability(one, action) - probability(other, action)));
  }
  return largest;
}

ActionId likeliest(const Game& game, InfosetId set, const Strategy& strategy) {
  const Infoset& infoset = game.infosets[set];
  ActionId best = infoset.first_action;
  for (std::size_t k = 1; k < infoset.num_actions; ++k) {
    const ActionId action{infoset.first_action.value + k};
    if (strategy.log_probability[action] > strategy.log_probability[best]) best = action;
  }
  return best;
}

ActionId gains_most(const Game& game, InfosetId set, const Strategy& from, const Strategy& to) {
  const Infoset& infoset = game.infosets[set];
  const auto gain = [&](ActionId action) { return probability(to, action) - probability(from, action); };
  ActionId best = infoset.first_action;
  for (std::size_t k = 1; k < infoset.num_actions; ++k) {
    const ActionId action{infoset.first_action.value + k};
    if (gain(action) > gain(best)) best = action;
  }
  return best;
}

// The likeliest move in the one, and in the other; where it is the same and less likely there, what gains most by that.
ChangedChoice change_at(const Game& game, InfosetId set, const Strategy& from, const Strategy& to) {
  ChangedChoice change{set, likeliest(game, set, from), likeliest(game, set, to), 0};
  const bool less_likely = probability(to, change.before) < probability(from, change.before);
  if (change.after == change.before && less_likely) change.after = gains_most(game, set, from, to);
  return change;
}

// A strategy and how it is judged.
struct Judged {
  const Strategy& strategy;
  const Certificate& certificate;
};

double apart_at(const Game& game, InfosetId set, const Judged& one, const Judged& other) {
  const double reach = std::exp(std::max(one.certificate.log_reaches[set], other.certificate.log_reaches[set]));
  return reach * largest_change(game, set, one.strategy, other.strategy);
}

double distance_between(const Game& game, const Judged& one, const Judged& other) {
  double largest = 0;
  for (std::size_t row = 0; row < game.infosets.size(); ++row)
    largest = std::max(largest, apart_at(game, InfosetId{row}, one, other));
  return largest;
}

std::vector<ChangedChoice> changes_between(const Game& game, const Judged& from, const Judged& to) {
  std::vector<ChangedChoice> changes;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const InfosetId set{row};
    ChangedChoice change = change_at(game, set, from.strategy, to.strategy);
    change.apart = apart_at(game, set, from, to);
    if (change.apart >= least_change) changes.push_back(change);
  }
  std::ranges::sort(changes, {}, [](const ChangedChoice& change) { return std::pair(-change.apart, change.set); });
  return changes;
}

// Two equilibria of a game, and which choices of the other might lead there.
struct Between {
  const Game& game;
  const Stakes& stakes;
  const Equilibrium& from;
  const Equilibrium& to;
};

Judged judged_of(const Equilibrium& row) { return {row.found.solution.strategy, row.certificate}; }

std::vector<char> held_at(const Game& game, const std::vector<InfosetId>& sets) {
  std::vector<char> held(game.infosets.size(), 0);
  for (const InfosetId set : sets) held[set.value] = 1;
  return held;
}

// No sharper than those of the two equilibria.
double precision_of_replies(const Between& between, double sharp) {
  double precision = sharp / between.from.certificate.payoff_range;
  for (const Equilibrium* row : {&between.from, &between.to}) {
    if (row->found.solution.precision < precision) precision = row->found.solution.precision;  // not where it is NaN
  }
  return precision;
}

bool leads_there(const Between& between, const std::vector<InfosetId>& sets) {
  const Game& game = between.game;
  Strategy strategy = between.from.found.solution.strategy;
  for (const InfosetId set : sets) {
    const Infoset& infoset = game.infosets[set];
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      const ActionId action{infoset.first_action.value + k};
      strategy.log_probability[action] = between.to.found.solution.strategy.log_probability[action];
    }
  }
  const std::vector<char> held = held_at(game, sets);
  for (const double sharp : sharpness) {
    const Replying replying{.game = game,
                            .stakes = between.stakes,
                            .held = &held,
                            .precision = precision_of_replies(between, sharp),
                            .most_rounds = most_rounds};
    const Certificate end = let_reply(replying, strategy).certificate;
    const Judged here{strategy, end};
    const double to_other = distance_between(game, here, judged_of(between.to));
    if (to_other <= same_end && to_other < distance_between(game, here, judged_of(between.from))) return true;
  }
  return false;
}

// What a set's actor loses by the other equilibrium's choice while all else is as in the one.
double cost_at(const Between& between, InfosetId set) {
  const Infoset& infoset = between.game.infosets[set];
  double cost = 0;
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{infoset.first_action.value + k};
    const double more = probability(between.from.found.solution.strategy, action) -
                        probability(between.to.found.solution.strategy, action);
    if (more != 0) cost += more * between.from.certificate.action_values[action];
  }
  return std::max(cost, 0.0);
}

Lead lead_of(const Between& between, std::vector<InfosetId> sets) {
  Lead lead{std::move(sets), 0};
  for (const InfosetId set : lead.sets) lead.cost = std::max(lead.cost, cost_at(between, set));
  return lead;
}

std::optional<Lead> cheapest_single(const Between& between, const std::vector<ChangedChoice>& changes) {
  std::optional<Lead> best;
  for (std::size_t k = 0; k < std::min(changes.size(), most_leads_tried); ++k) {
    Lead lead = lead_of(between, {changes[k].set});
    if (best && best->cost <= lead.cost) continue;
    if (leads_there(between, lead.sets)) best = std::move(lead);
  }
  return best;
}

// All sets of an actor at which it changes.
std::optional<Lead> cheapest_actor(const Between& between, const std::vector<ChangedChoice>& changes) {
  std::optional<Lead> best;
  for (std::size_t row = 0; row < between.game.num_actors; ++row) {
    std::vector<InfosetId> sets;
    for (const ChangedChoice& change : changes)
      if (between.game.infosets[change.set].actor == ActorId{row}) sets.push_back(change.set);
    if (sets.size() < 2) continue;  // tried alone
    Lead lead = lead_of(between, std::move(sets));
    if (best && best->cost <= lead.cost) continue;
    if (leads_there(between, lead.sets)) best = std::move(lead);
  }
  return best;
}

std::optional<Lead> smallest_lead(const Between& between, const std::vector<ChangedChoice>& changes) {
  if (changes.empty()) return std::nullopt;
  if (leads_there(between, {})) return Lead{};
  std::optional<Lead> lead = cheapest_single(between, changes);
  return lead ? lead : cheapest_actor(between, changes);
}

}  // namespace

std::vector<WayBetween> ways_from_first(const Game& game, const Stakes& stakes, const Equilibria& equilibria) {
  const std::vector<Equilibrium>& rows = equilibria.rows;
  std::vector<WayBetween> ways(rows.size());
  const auto leads_each = static_cast<double>(most_leads_tried + game.num_actors + 1);
  const double work_each =
      leads_each * most_rounds * static_cast<double>(sharpness.size()) * static_cast<double>(game.nodes.size());
  double work_left = most_reply_work;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const Between between{game, stakes, rows.front(), rows[row]};
    WayBetween& way = ways[row];
    way.changes = changes_between(game, judged_of(between.from), judged_of(between.to));
    if (work_each > work_left || !(between.from.certificate.payoff_range > 0)) continue;
    work_left -= work_each;
    way.looked = true;
    way.lead = smallest_lead(between, way.changes);
  }
  return ways;
}

}  // namespace demarche
