#pragma once

#include "demarche/game/game.h"

namespace demarche {

// The probability of a node's k-th move, whoever makes it.
inline double chance_of_move(const Game& game, const Stakes& stakes, const Strategy& strategy, const Node& node,
                             std::size_t k) {
  if (node.kind == NodeKind::Chance) return stakes.odds[OddsId{node.first_odds().value + k}];
  return probability(strategy, ActionId{game.infosets[node.infoset()].first_action.value + k});
}

// The same as an actor expects it.
inline double chance_of_move(const Game& game, const Stakes& stakes, const Strategy& strategy, const Node& node,
                             std::size_t k, ActorId actor) {
  if (node.kind == NodeKind::Chance) return odds_of(stakes, actor)[OddsId{node.first_odds().value + k}];
  return chance_of_move(game, stakes, strategy, node, k);
}

}  // namespace demarche
