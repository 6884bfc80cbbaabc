#include "demarche/refine/expected.h"

#include "demarche/game/chance_of_move.h"

namespace demarche {

Table<ActorId, Table<NodeId, double>> expected_payoffs(const Game& game, const Stakes& stakes,
                                                       const Strategy& strategy) {
  const std::size_t num_nodes = game.nodes.size();
  Table<ActorId, Table<NodeId, double>> expected(game.num_actors, Table<NodeId, double>(num_nodes, 0));
  for (std::size_t row = num_nodes; row-- > 0;) {
    const NodeId at{row};
    const Node& node = game.nodes[at];
    if (node.kind == NodeKind::Terminal) {
      for (std::size_t actor = 0; actor < game.num_actors; ++actor)
        expected[ActorId{actor}][at] = payoff(game, stakes, node.outcome(), ActorId{actor});
      continue;
    }
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const double share = chance_of_move(game, stakes, strategy, node, k);
      if (!(share > 0)) continue;
      for (std::size_t actor = 0; actor < game.num_actors; ++actor)
        expected[ActorId{actor}][at] += share * expected[ActorId{actor}][child(node, k)];
    }
  }
  return expected;
}

}  // namespace demarche
