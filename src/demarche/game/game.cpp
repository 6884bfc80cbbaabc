#include "demarche/game/game.h"

#include "demarche/game/relative_stakes.h"

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

// Those of the moves at a node that is not terminal. `odds`: logs of all odds.
const double* log_moves(const Game& game, const Table<OddsId, double>& odds, const Strategy& strategy,
                        const Node& node) {
  if (node.kind == NodeKind::Chance) return &odds[node.first_odds()];
  return &strategy.log_probability[game.infosets[node.infoset()].first_action];
}

Table<NodeId, double> log_reaches_by(const Game& game, const Table<OddsId, double>& odds, const Strategy& strategy) {
  Table<OddsId, double> log_odds;
  for (const double share : odds) log_odds.push_back(std::log(share));
  Table<NodeId, double> reaches(game.nodes.size(), 0.0);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const Node& node = game.nodes[NodeId{row}];
    if (node.num_children == 0) continue;
    const double here = reaches[NodeId{row}];
    const double* logs = log_moves(game, log_odds, strategy, node);
    for (std::size_t k = 0; k < node.num_children; ++k) reaches[child(node, k)] = here + logs[k];
  }
  return reaches;
}

}  // namespace

double payoff_range(const Game& game, const Stakes& stakes) {
  double range = 0;
  for (const double spread : payoff_spreads(game, stakes)) range = std::max(range, spread);
  return range;
}

double probability(const Strategy& strategy, ActionId action) { return std::exp(strategy.log_probability[action]); }

Strategy uniform_strategy(const Game& game) {
  Strategy strategy{Table<ActionId, double>(game.num_actions)};
  for (const Infoset& infoset : game.infosets) {
    const double each = -std::log(static_cast<double>(infoset.num_actions));
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      strategy.log_probability[ActionId{infoset.first_action.value + k}] = each;
    }
  }
  return strategy;
}

Table<NodeId, double> log_reaches(const Game& game, const Stakes& stakes, const Strategy& strategy) {
  return log_reaches_by(game, stakes.odds, strategy);
}

Table<NodeId, double> log_reaches(const Game& game, const Stakes& stakes, const Strategy& strategy, ActorId actor) {
  return log_reaches_by(game, odds_of(stakes, actor), strategy);
}

}  // namespace demarche
