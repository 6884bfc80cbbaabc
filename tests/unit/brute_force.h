#pragma once

#include "demarche/game/game.h"

#include <cmath>
#include <vector>

namespace demarche::test {

// Plain sums over complete histories; nothing here is shared with the certificate.
struct Replay {
  const Game& game;
  const Stakes& stakes;
  std::vector<long double> probabilities;  // one an ActionId
  long double odds_of_zero = 0;            // what stands for chance's odds of 0
};

inline Replay make_play(const Game& game, const Stakes& stakes, const Strategy& strategy) {
  Replay play{game, stakes, {}};
  for (const long double log : strategy.log_probability) play.probabilities.push_back(std::exp(log));
  return play;
}

inline long double move_probability(const Replay& play, const Node& node, std::size_t k) {
  if (node.kind == NodeKind::Decision) {
    return play.probabilities[play.game.infosets[node.infoset()].first_action.value + k];
  }
  const double odds = play.stakes.odds[OddsId{node.first_odds().value + k}];
  return odds == 0 ? play.odds_of_zero : odds;
}

// What the actor expects from a node on, by walking through all that can follow.
inline long double expected(const Replay& play, NodeId id, ActorId actor) {
  const Node& node = play.game.nodes[id];
  if (node.kind == NodeKind::Terminal) return payoff(play.game, play.stakes, node.outcome(), actor);
  long double sum = 0;
  for (std::size_t k = 0; k < node.num_children; ++k) {
    sum += move_probability(play, node, k) * expected(play, child(node, k), actor);
  }
  return sum;
}

// By walking up to the root.
inline long double reach(const Replay& play, NodeId id) {
  long double product = 1;
  while (id.value != 0) {
    const Node& parent = play.game.nodes[play.game.nodes[id].parent];
    product *= move_probability(play, parent, id.value - parent.first_child.value);
    id = play.game.nodes[id].parent;
  }
  return product;
}

// The whole game's expected payoff with one move played for sure at one set, against that without, a unit of reach.
inline long double gain_by_replay(Replay play, InfosetId id) {
  const Infoset& infoset = play.game.infosets[id];
  long double set_reach = 0;
  for (const NodeId member : members_of(play.game, infoset)) set_reach += reach(play, member);
  const long double value = expected(play, NodeId{0}, infoset.actor);
  long double best = -INFINITY;
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    Replay deviation = play;
    for (std::size_t other = 0; other < infoset.num_actions; ++other) {
      deviation.probabilities[infoset.first_action.value + other] = other == k ? 1 : 0;
    }
    best = std::max(best, (expected(deviation, NodeId{0}, infoset.actor) - value) / set_reach);
  }
  return best;
}

// Where chance has odds of 0, a tiny number stands for them in the beliefs only.
inline long double gain_by_beliefs(Replay play, InfosetId id) {
  const Infoset& infoset = play.game.infosets[id];
  const Replay with_trembles{play.game, play.stakes, play.probabilities, 1e-300L};
  long double set_reach = 0;
  for (const NodeId member : members_of(play.game, infoset)) set_reach += reach(with_trembles, member);
  long double value = 0;
  long double best = -INFINITY;
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    long double action_value = 0;
    for (const NodeId member : members_of(play.game, infoset)) {
      const long double belief = reach(with_trembles, member) / set_reach;
      action_value += belief * expected(play, child(play.game.nodes[member], k), infoset.actor);
    }
    best = std::max(best, action_value);
    value += play.probabilities[infoset.first_action.value + k] * action_value;
  }
  return best - value;
}

}  // namespace demarche::test
