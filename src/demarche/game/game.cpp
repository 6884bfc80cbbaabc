#include "demarche/game/game.h"

#include "demarche/game/within_reach.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

// Outcomes of plays that can be at these stakes.
std::vector<bool> outcomes_within_reach(const Game& game, const Stakes& stakes) {
  const Table<NodeId, std::uint8_t> within = nodes_within_reach(game, stakes);
  std::vector<bool> used(game.num_outcomes, false);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const Node& node = game.nodes[NodeId{row}];
    if (node.kind == NodeKind::Terminal && within[NodeId{row}] != 0) used[node.owner] = true;
  }
  return used;
}

// Log-probability of the k-th move at a node that is not terminal.
double log_move(const Game& game, const Stakes& stakes, const Strategy& strategy, const Node& node, std::size_t k) {
  if (node.kind == NodeKind::Chance) return std::log(stakes.odds[OddsId{node.first_odds().value + k}]);
  const Infoset& infoset = game.infosets[node.infoset()];
  return strategy.log_probability[ActionId{infoset.first_action.value + k}];
}

}  // namespace

double payoff_range(const Game& game, const Stakes& stakes) {
  const std::vector<bool> used = outcomes_within_reach(game, stakes);
  double range = 0;
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::size_t row = 0; row < used.size(); ++row) {
      if (!used[row]) continue;
      const double value = payoff(game, stakes, OutcomeId{row}, ActorId{actor});
      low = std::min(low, value);
      high = std::max(high, value);
    }
    if (high > low) range = std::max(range, high - low);
  }
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
  Table<NodeId, double> reaches(game.nodes.size(), 0.0);
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const Node& node = game.nodes[NodeId{row}];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      reaches[child(node, k)] = reaches[NodeId{row}] + log_move(game, stakes, strategy, node, k);
    }
  }
  return reaches;
}

}  // namespace demarche
