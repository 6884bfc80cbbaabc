#include "demarche/certify/certify.h"

#include "demarche/certify/best_response.h"
#include "demarche/certify/large_payoffs.h"
#include "demarche/certify/reach.h"
#include "demarche/game/within_reach.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

Reach after(Reach reach, NodeKind mover, Real log_move) {
  if (!is_infinite(log_move)) reach.log += log_move;
  else ++(mover == NodeKind::Chance ? reach.num_impossible : reach.num_trembles);
  return reach;
}

Table<NodeId, Reach> reaches_of(const Game& game, const Moves& moves) {
  Table<NodeId, Reach> reaches(game.nodes.size());
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal) continue;
    const Real* logs = first_move(game, node, moves.log_odds, moves.log_actions);
    for (std::size_t k = 0; k < node.num_children; ++k) {
      reaches[child(node, k)] = after(reaches[NodeId{at}], node.kind, logs[k]);
    }
  }
  return reaches;
}

// Bayes' rule at one set, by way of its likeliest history. The log-probability of the set.
double weigh_histories(std::span<const NodeId> members, const Table<NodeId, Reach>& reaches, std::span<Real> beliefs) {
  Reach best = reaches[members[0]];
  if (members.size() == 1) {
    beliefs[0] = 1;
    return has_probability(best) ? static_cast<double>(best.log) : -std::numeric_limits<double>::infinity();
  }
  for (const NodeId member : members) {
    if (is_likelier(reaches[member], best)) best = reaches[member];
  }
  Real sum = 0;
  for (std::size_t k = 0; k < members.size(); ++k) {
    const Reach& reach = reaches[members[k]];
    beliefs[k] = is_alike(reach, best) ? exp_of(reach.log - best.log) : 0;
    sum += beliefs[k];
  }
  for (Real& belief : beliefs) belief /= sum;
  return has_probability(best) ? static_cast<double>(best.log + log_of(sum)) : -std::numeric_limits<double>::infinity();
}

// Bayes' rule at all sets: one belief a row of Game::members.
std::vector<Real> beliefs_of(const Game& game, const Moves& moves, Table<InfosetId, double>& log_reaches) {
  const Table<NodeId, Reach> reaches = reaches_of(game, moves);
  std::vector<Real> beliefs(game.members.size());
  for (const Infoset& infoset : game.infosets) {
    const std::span<Real> here{beliefs.data() + infoset.first_member, infoset.num_members};
    log_reaches.push_back(weigh_histories(members_of(game, infoset), reaches, here));
  }
  return beliefs;
}

// Once more, at the sets of one actor, by its own odds.
void believe_by_own_odds(const Game& game, const Moves& own, ActorId actor, std::vector<Real>& beliefs) {
  const Table<NodeId, Reach> reaches = reaches_of(game, own);
  for (const Infoset& infoset : game.infosets) {
    if (infoset.actor != actor) continue;
    weigh_histories(members_of(game, infoset), reaches, {beliefs.data() + infoset.first_member, infoset.num_members});
  }
}

Real value_of_action(const Game& game, const Infoset& infoset, std::size_t k, const std::vector<Real>& beliefs,
                     const Table<NodeId, Real>& values) {
  Real value = 0;
  for (std::size_t member = infoset.first_member; member < infoset.first_member + infoset.num_members; ++member) {
    value += beliefs[member] * values[child(game.nodes[game.members[member]], k)];
  }
  return value;
}

void certify_infoset(const Game& game, InfosetId id, const Moves& moves, const std::vector<Real>& beliefs,
                     const Table<NodeId, Real>& values, Certificate& certificate) {
  const Infoset& infoset = game.infosets[id];
  std::vector<Real> action_values(infoset.num_actions);
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    action_values[k] = value_of_action(game, infoset, k, beliefs, values);
    certificate.action_values[ActionId{infoset.first_action.value + k}] = static_cast<double>(action_values[k]);
  }
  certificate.gains[id] =
      static_cast<double>(gain_of(action_values, moves.actions.data() + infoset.first_action.value));
}

// What doubts about payoffs leave open of an actor's gains: a move may be worth more, and what is chosen less, by as
// much as is unknown of the payoffs that follow.
void widen(const Game& game, ActorId actor, const std::vector<double>& doubts, const Moves& moves,
           const std::vector<Real>& beliefs, const Table<NodeId, Real>& values, Certificate& certificate) {
  if (doubts.empty()) return;
  const Table<NodeId, Real> unknown = expectations(game, {doubts, {}, {}}, moves, actor);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    if (infoset.actor != actor || certificate.within_reach[InfosetId{row}] == 0) continue;
    const Real* choice = moves.actions.data() + infoset.first_action.value;
    Real best = -std::numeric_limits<double>::infinity();
    Real least = 0;
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      const Real value = value_of_action(game, infoset, k, beliefs, values);
      const Real doubt = value_of_action(game, infoset, k, beliefs, unknown);
      best = std::max(best, value + doubt);
      least += choice[k] * (value - doubt);
    }
    const double more = static_cast<double>(best - least) - certificate.gains[InfosetId{row}];
    certificate.rounding = std::max(certificate.rounding, more);
  }
}

// A set at which the moves that are made are not worth the same, by more than rounding (of what is met on the way from
// there), but by next to nothing beside the payoff range.
void find_faintest(const Game& game, ActorId actor, const std::vector<double>& sizes, const Moves& moves,
                   const std::vector<Real>& beliefs, const Table<NodeId, Real>& values, Certificate& certificate) {
  constexpr Real rounding = 64 * std::numeric_limits<double>::epsilon();
  constexpr double faint = 1e-12;
  if (sizes.empty()) return;
  const Table<NodeId, Real> met = expectations(game, {sizes, {}, {}}, moves, actor);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    if (infoset.actor != actor || certificate.within_reach[InfosetId{row}] == 0) continue;
    Real largest = 0;
    std::vector<Real> worth(infoset.num_actions);
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      worth[k] = value_of_action(game, infoset, k, beliefs, values);
      largest = std::max(largest, value_of_action(game, infoset, k, beliefs, met));
    }
    const auto gain = static_cast<Real>(certificate.gains[InfosetId{row}]);
    const Real apart = std::ranges::max(worth) - std::ranges::min(worth);
    const bool is_left_open = gain > rounding * largest && gain > apart / 64;
    if (!is_left_open || apart > faint * certificate.payoff_range || apart <= certificate.faint_stake) continue;
    certificate.faintest = InfosetId{row};
    certificate.faint_stake = static_cast<double>(apart);
  }
}

// What is the same for all actors.
struct Judging {
  const Game& game;
  const Stakes& stakes;
  BestReplies best_replies;
  std::vector<double> sizes, doubts;  // of payoffs
};

// One actor, by the odds that it goes by itself: these are in `moves`.
void certify_actor(const Judging& judging, ActorId actor, const Moves& moves, const std::vector<Real>& beliefs,
                   Certificate& certificate) {
  const Game& game = judging.game;
  const Table<NodeId, Real> values = expectations(game, judging.stakes, moves, actor);
  certificate.values.push_back(static_cast<double>(values[NodeId{0}]));
  if (judging.best_replies == BestReplies::Included) {
    const Real best = best_response_value(game, judging.stakes, moves, actor);
    certificate.nash_gaps.push_back(static_cast<double>(std::max(best - values[NodeId{0}], Real{0})));
  }
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    if (game.infosets[InfosetId{row}].actor != actor) continue;
    certify_infoset(game, InfosetId{row}, moves, beliefs, values, certificate);
  }
  widen(game, actor, judging.doubts, moves, beliefs, values, certificate);
  find_faintest(game, actor, judging.sizes, moves, beliefs, values, certificate);
}

// Each actor is judged by its own odds; what play leads to is told by those of the stakes.
void certify_who_disagree(const Judging& judging, const Moves& moves, std::vector<Real>& beliefs,
                          Certificate& certificate) {
  for (std::size_t row = 0; row < judging.game.num_actors; ++row) {
    const ActorId actor{row};
    const Moves own = as_seen_by(actor, judging.stakes, moves);
    believe_by_own_odds(judging.game, own, actor, beliefs);
    certify_actor(judging, actor, own, beliefs, certificate);
  }
  certificate.own_values = certificate.values;
  for (std::size_t row = 0; row < judging.game.num_actors; ++row) {
    const Real value = expectations(judging.game, judging.stakes, moves, ActorId{row})[NodeId{0}];
    certificate.values[ActorId{row}] = static_cast<double>(value);
  }
}

}  // namespace

Certificate certify(const Game& game, const Stakes& stakes, const Strategy& strategy, BestReplies best_replies) {
  if (const auto without = without_bases(game, stakes)) {
    Certificate certificate = certify(game, without->stakes, strategy, best_replies);
    add_bases(game, without->bases, certificate);
    return certificate;
  }
  const Moves moves = weigh_moves(stakes, strategy);
  Certificate certificate;
  certificate.gains.resize(game.infosets.size());
  certificate.action_values.resize(game.num_actions);
  certificate.payoff_range = payoff_range(game, stakes);
  certificate.within_reach = infosets_within_reach(game, stakes);
  std::vector<Real> beliefs = beliefs_of(game, moves, certificate.log_reaches);
  const Judging judging{game, stakes, best_replies, uneven_sizes(stakes, certificate.payoff_range),
                        payoff_doubts(stakes, certificate.payoff_range)};
  if (!stakes.thoughts.empty()) certify_who_disagree(judging, moves, beliefs, certificate);
  for (std::size_t row = 0; row < game.num_actors && stakes.thoughts.empty(); ++row)
    certify_actor(judging, ActorId{row}, moves, beliefs, certificate);
  certificate.beliefs.reserve(beliefs.size());
  for (const Real belief : beliefs) certificate.beliefs.push_back(static_cast<double>(belief));
  find_worst(certificate);
  return certificate;
}

}  // namespace demarche
