#include "demarche/reasons/move_weights.h"

namespace demarche {

MoveSlopes slopes_by_move(const Position& position, const Table<OddsId, double>& odds,
                          Table<NodeId, double> by_log_reach) {
  const Game& game = position.compiled->game;
  MoveSlopes slopes{Table<ActionId, double>(game.num_actions, 0.0), Table<OddsId, double>(game.num_odds, 0.0)};
  for (std::size_t at = game.nodes.size(); at-- > 1;) {  // parents come before children
    const NodeId id{at};
    const Node& parent = game.nodes[game.nodes[id].parent];
    const double here = by_log_reach[id];
    by_log_reach[game.nodes[id].parent] += here;
    const std::size_t k = at - parent.first_child.value;
    if (parent.kind == NodeKind::Decision) {
      slopes.by_log_probability[ActionId{game.infosets[parent.infoset()].first_action.value + k}] += here;
    } else {
      const OddsId move{parent.first_odds().value + k};
      if (odds[move] > 0) slopes.by_odds[move] += here / odds[move];
    }
  }
  return slopes;
}

double slope_by_log_odds(const Game& game, const Strategy& strategy, const MoveSlopes& slopes, InfosetId infoset,
                         ActionId option) {
  const Infoset& set = game.infosets[infoset];
  double all = 0;
  for (std::size_t k = 0; k < set.num_actions; ++k)
    all += slopes.by_log_probability[ActionId{set.first_action.value + k}];
  return slopes.by_log_probability[option] - probability(strategy, option) * all;
}

}  // namespace demarche
