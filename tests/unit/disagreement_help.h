#pragma once

#include "random_game.h"

namespace demarche::test {

// Odds of chance's moves drawn afresh, those that are 0 staying so.
inline Table<OddsId, double> other_odds(const Game& game, const Stakes& stakes, std::uint64_t seed) {
  Draws dice{seed};
  Table<OddsId, double> odds = stakes.odds;
  std::vector<char> known(game.num_odds, 0);
  for (const Node& node : game.nodes) {
    if (node.kind != NodeKind::Chance || known[node.first_odds().value]) continue;
    known[node.first_odds().value] = 1;
    double sum = 0;
    for (std::size_t k = 0; k < node.num_children; ++k) {
      double& one = odds[OddsId{node.first_odds().value + k}];
      if (one > 0) one = 0.05 + dice.uniform();
      sum += one;
    }
    for (std::size_t k = 0; k < node.num_children; ++k) odds[OddsId{node.first_odds().value + k}] /= sum;
  }
  return odds;
}

// Everybody thinks otherwise of chance than the stakes say, and than everybody else.
inline Stakes with_disagreement(const Game& game, Stakes stakes, std::uint64_t seed) {
  for (std::size_t actor = 0; actor < game.num_actors; ++actor)
    stakes.thoughts.push_back(other_odds(game, stakes, 1000 * seed + actor));
  return stakes;
}

// The game as one actor sees it, with odds that are common to all.
inline Stakes seen_by(ActorId actor, const Stakes& stakes) { return {stakes.payoffs, stakes.thoughts[actor], {}}; }

}  // namespace demarche::test
