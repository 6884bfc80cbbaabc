#include "demarche/game/worths.h"

#include "demarche/base/wide.h"
#include "demarche/game/chance_of_move.h"

namespace demarche {
namespace {

Wide wide_payoff(const Game& game, const Stakes& stakes, OutcomeId outcome, ActorId actor) {
  return {payoff(game, stakes, outcome, actor), remainder_of(game, stakes, outcome, actor)};
}

}  // namespace

Table<NodeId, double> worths_of(const Game& game, const Stakes& stakes, const Strategy& strategy, ActorId actor) {
  const Wide base = wide_payoff(game, stakes, OutcomeId{}, actor);
  Table<NodeId, double> worths(game.nodes.size(), 0.0);
  for (std::size_t row = game.nodes.size(); row-- > 0;) {  // parents come before children
    const NodeId at{row};
    const Node& node = game.nodes[at];
    if (node.kind == NodeKind::Terminal) {
      worths[at] = static_cast<double>(wide_payoff(game, stakes, node.outcome(), actor) - base);
      continue;
    }
    for (std::size_t k = 0; k < node.num_children; ++k)
      worths[at] += chance_of_move(game, stakes, strategy, node, k, actor) * worths[child(node, k)];
  }
  return worths;
}

}  // namespace demarche
