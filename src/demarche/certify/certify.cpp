#include "demarche/certify/certify.h"

#include "demarche/certify/best_response.h"
#include "demarche/certify/reach.h"
#include "demarche/game/within_reach.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

Reach after(Reach reach, NodeKind mover, Real log_move) {
  if (!std::isinf(log_move)) reach.log += log_move;
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
  for (const NodeId member : members) {
    if (is_likelier(reaches[member], best)) best = reaches[member];
  }
  Real sum = 0;
  for (std::size_t k = 0; k < members.size(); ++k) {
    const Reach& reach = reaches[members[k]];
    beliefs[k] = is_alike(reach, best) ? std::exp(reach.log - best.log) : 0;
    sum += beliefs[k];
  }
  for (Real& belief : beliefs) belief /= sum;
  return has_probability(best) ? static_cast<double>(best.log + std::log(sum))
                               : -std::numeric_limits<double>::infinity();
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

}  // namespace

Certificate certify(const Game& game, const Stakes& stakes, const Strategy& strategy, BestReplies best_replies) {
  const Moves moves = weigh_moves(stakes, strategy);
  Certificate certificate;
  certificate.gains.resize(game.infosets.size());
  certificate.action_values.resize(game.num_actions);
  certificate.payoff_range = payoff_range(game, stakes);
  certificate.within_reach = infosets_within_reach(game, stakes);
  const std::vector<Real> beliefs = beliefs_of(game, moves, certificate.log_reaches);
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    const Table<NodeId, Real> values = expectations(game, stakes, moves, ActorId{actor});
    certificate.values.push_back(static_cast<double>(values[NodeId{0}]));
    if (best_replies == BestReplies::Included) {
      const Real best = best_response_value(game, stakes, moves, ActorId{actor});
      certificate.nash_gaps.push_back(static_cast<double>(std::max(best - values[NodeId{0}], Real{0})));
    }
    for (std::size_t row = 0; row < game.infosets.size(); ++row) {
      if (game.infosets[InfosetId{row}].actor != ActorId{actor}) continue;
      certify_infoset(game, InfosetId{row}, moves, beliefs, values, certificate);
    }
  }
  certificate.beliefs.assign(beliefs.begin(), beliefs.end());
  find_worst(certificate);
  return certificate;
}

}  // namespace demarche
