#include "demarche/solve/flat/pull_back.h"

#include "demarche/solve/equations/log_odds.h"

#include <ranges>

namespace demarche {

namespace {

using Set = LogitShape::Set;
using Inner = LogitShape::Inner;

// What enters at the histories of the sets: masses on the nodes that moves lead to, and the derivative by the
// log-probability of each history, through beliefs [node].
void enter(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& weights,
           std::vector<double>& masses, std::vector<double>& by_reach) {
  const std::size_t num_actors = shape.num_actors;
  for (const Set& set : shape.sets) {
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
      const LogitShape::Member& member = shape.members[row];
      const double own = counterweight(point, row);
      double turn = 0;
      for (std::size_t a = 0; a < set.num_actions; ++a) {
        const double weight = weights[set.first_action + a] * point.beliefs[row];
        const std::size_t below = (member.first_child + a) * num_actors + set.actor;
        masses[below] += own * weight;
        turn += weight * (own * point.values[below] - point.action_values[set.first_action + a]);
      }
      by_reach[member.node] += turn;
    }
  }
}

}  // namespace

PulledBack pull_back(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& weights) {
  const std::size_t num_actors = shape.num_actors;
  PulledBack result{std::vector<double>(shape.num_nodes * num_actors, 0.0),
                    std::vector<double>(shape.num_actions + shape.num_odds, 0.0)};
  std::vector<double> by_reach(shape.num_nodes, 0.0);
  enter(shape, point, weights, result.masses, by_reach);
  for (const Inner& inner : shape.inner | std::views::reverse)
    for (std::size_t k = 0; k < inner.num_children; ++k) by_reach[inner.node] += by_reach[inner.first_child + k];
  for (const Inner& inner : shape.inner) {
    const bool chance = inner.first_coefficient >= shape.num_actions;
    const double* here = result.masses.data() + inner.node * num_actors;
    for (std::size_t k = 0; k < inner.num_children; ++k) {
      const std::size_t below = (inner.first_child + k) * num_actors;
      const double probability = point.probabilities[inner.first_coefficient + k];
      double by_value = 0;
      for (std::size_t i = 0; i < num_actors; ++i) {
        result.masses[below + i] += probability * here[i];
        by_value += here[i] * point.values[below + i];
      }
      const double by_belief = by_reach[inner.first_child + k];
      double& coefficient = result.coefficients[inner.first_coefficient + k];
      if (!chance) coefficient += probability * by_value + by_belief;
      else if (probability > 0) coefficient += by_value + by_belief / probability;
    }
  }
  return result;
}

void apply_transposed(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& unknowns,
                      std::vector<double>& result) {
  const PulledBack pulled = pull_back(shape, point, action_weights(shape, point, unknowns));
  result = by_log_odds(shape, point, pulled.coefficients);
  for (std::size_t k = 0; k < result.size(); ++k) result[k] = unknowns[k] - result[k];
}

}  // namespace demarche
