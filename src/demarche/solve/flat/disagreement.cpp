#include "demarche/solve/flat/disagreement.h"

#include <cmath>
#include <ranges>

namespace demarche {
namespace {

// log r [node x num_actors + actor].
std::vector<double> leans_of(const Game& game, const Stakes& stakes) {
  std::vector<double> leans(game.nodes.size() * game.num_actors, 0.0);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const double* here = leans.data() + at * game.num_actors;
      double* below = leans.data() + child(node, k).value * game.num_actors;
      for (std::size_t i = 0; i < game.num_actors; ++i) below[i] = here[i];
      if (node.kind != NodeKind::Chance) continue;
      const OddsId move{node.first_odds().value + k};
      if (!(stakes.odds[move] > 0)) continue;  // nobody thinks otherwise of what cannot be
      for (std::size_t i = 0; i < game.num_actors; ++i)
        below[i] += std::log(stakes.thoughts[ActorId{i}][move] / stakes.odds[move]);
    }
  }
  return leans;
}

// The derivative by the log-reach of every node as one actor thinks of it, through its beliefs.
std::vector<double> slopes_by_reach(const LogitShape& shape, const LogitPoint& point,
                                    const std::vector<double>& weights, std::size_t actor) {
  std::vector<double> slopes(shape.num_nodes, 0.0);
  for (std::size_t row = 0; row < shape.members.size(); ++row) {
    const LogitShape::Member& member = shape.members[row];
    const LogitShape::Set& set = shape.sets[member.set];
    if (set.actor != actor) continue;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      const double value = point.values[(member.first_child + a) * shape.num_actors + actor];
      slopes[member.node] += weights[set.first_action + a] * point.beliefs[row] *
                             (counterweight(point, row) * value - point.action_values[set.first_action + a]);
    }
  }
  for (const LogitShape::Inner& inner : shape.inner | std::views::reverse)
    for (std::size_t k = 0; k < inner.num_children; ++k) slopes[inner.node] += slopes[inner.first_child + k];
  return slopes;
}

}  // namespace

void add_slopes_of_thoughts(const LogitShape& shape, const LogitPoint& point, const Stakes& stakes,
                            const std::vector<double>& weights, const std::vector<double>& masses,
                            Table<ActorId, Table<OddsId, double>>& slopes) {
  slopes.resize(shape.num_actors, Table<OddsId, double>(shape.num_odds, 0.0));
  for (std::size_t i = 0; i < shape.num_actors; ++i) {
    const Table<OddsId, double>& own = stakes.thoughts[ActorId{i}];
    const std::vector<double> by_reach = slopes_by_reach(shape, point, weights, i);
    for (const LogitShape::Inner& inner : shape.inner) {
      if (inner.first_coefficient < shape.num_actions) continue;
      for (std::size_t k = 0; k < inner.num_children; ++k) {
        const OddsId move{inner.first_coefficient - shape.num_actions + k};
        if (!(own[move] > 0)) continue;
        const std::size_t below = inner.first_child + k;
        const double by_value =
            stakes.odds[move] * masses[inner.node * shape.num_actors + i] * point.values[below * shape.num_actors + i];
        slopes[ActorId{i}][move] += (by_value + by_reach[below]) / own[move];
      }
    }
  }
}

std::vector<double> weights_of_thoughts(const Game& game, const Stakes& stakes) {
  if (stakes.thoughts.empty()) return {};
  std::vector<double> weights = leans_of(game, stakes);
  for (double& weight : weights) weight = std::exp(weight);
  return weights;
}

void take_thoughts(const Game& game, const LogitShape& shape, const Stakes& stakes, LogitStakes& scaled) {
  if (stakes.thoughts.empty()) return;
  const std::vector<double> leans = leans_of(game, stakes);
  const auto lean_at = [&](std::size_t node, std::size_t actor) {
    return leans[whole_node(shape, static_cast<std::uint32_t>(node)) * shape.num_actors + actor];
  };
  for (std::size_t k = 0; k < scaled.values.size(); ++k) {
    const double weight = std::exp(lean_at(k / shape.num_actors, k % shape.num_actors));
    scaled.values[k] *= weight;
    if (shape.settled) scaled.end_weights.push_back(weight);
  }
  for (const LogitShape::Member& member : shape.members) {
    const double lean = lean_at(member.node, shape.sets[member.set].actor);
    scaled.leans.push_back(lean);
    scaled.counterweights.push_back(std::exp(-lean));
  }
}

}  // namespace demarche
