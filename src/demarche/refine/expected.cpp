#include "demarche/refine/expected.h"

namespace demarche {

double chance_of_move(const Stakes& stakes, const Strategy& strategy, const Game& game, const Node& node,
                      std::size_t k) {
  if (node.kind == NodeKind::Chance) return stakes.odds[OddsId{node.first_odds().value + k}];
  return probability(strategy, ActionId{game.infosets[node.infoset()].first_action.value + k});
}

Table<ActorId, Table<NodeId, double>> expected_payoffs(const Game& game, const Stakes& stakes,
                                                       const Strategy& strategy) {
  const std::size_t num_nodes = game.nodes.size();
  Table<ActorId, Table<NodeId, double>> expected(game.num_actors, Table<NodeId, double>(num_nodes, 0));
  for (std::size_t at = num_nodes; at-- > 0;) {
    const Node& node = game.nodes[NodeId{at}];
    for (std::size_t row = 0; row < game.num_actors; ++row) {
      const ActorId actor{row};
      if (node.kind == NodeKind::Terminal) {
        expected[actor][NodeId{at}] = payoff(game, stakes, node.outcome(), actor);
        continue;
      }
      double sum = 0;
      for (std::size_t k = 0; k < node.num_children; ++k) {
        const double share = chance_of_move(stakes, strategy, game, node, k);
        if (share > 0) sum += share * expected[actor][child(node, k)];
      }
      expected[actor][NodeId{at}] = sum;
    }
  }
  return expected;
}

}  // namespace demarche
