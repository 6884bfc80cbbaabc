#include "demarche/reasons/worths.h"

#include "demarche/base/wide.h"

namespace demarche {
namespace {

Wide payoff_at(const Position& position, OutcomeId outcome, ActorId actor) {
  const Game& game = position.compiled->game;
  return {payoff(game, *position.stakes, outcome, actor), remainder_of(game, *position.stakes, outcome, actor)};
}

}  // namespace

Table<NodeId, double> worths_of(const Position& position, ActorId actor) {
  const Game& game = position.compiled->game;
  const Wide base = payoff_at(position, OutcomeId{}, actor);
  Table<NodeId, double> worths(game.nodes.size(), 0.0);
  for (std::size_t at = game.nodes.size(); at-- > 0;) {  // parents come before children
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal) {
      worths[NodeId{at}] = static_cast<double>(payoff_at(position, node.outcome(), actor) - base);
      continue;
    }
    for (std::size_t k = 0; k < node.num_children; ++k) {
      worths[NodeId{at}] += chance_of_move(position, node, k, actor) * worths[child(node, k)];
    }
  }
  return worths;
}

}  // namespace demarche
