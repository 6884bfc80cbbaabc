#include "demarche/game/game.h"

#include "demarche/game/relative_stakes.h"

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

// Log-probability of the k-th move at a node that is not terminal.
double log_move(const Game& game, const Table<OddsId, double>& odds, const Strategy& strategy, const Node& node,
                std::size_t k) {
  if (node.kind == NodeKind::Chance) return std::log(odds[OddsId{node.first_odds().value + k}]);
  const Infoset& infoset = game.infosets[node.infoset()];
  return strategy.log_probability[ActionId{infoset.first_action.value + k}];
}

Table<NodeId, double> log_reaches_by(const Game& game, const Table<OddsId, double>& odds, const Strategy& strategy) {
  Table<NodeId, double> reaches(game.nodes.size(), 0.0);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const Node& node = game.nodes[NodeId{row}];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      reaches[child(node, k)] = reaches[NodeId{row}] + log_move(game, odds, strategy, node, k);
    }
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
