#include "demarche/solve/flat/flat_walk.h"

#include <algorithm>

namespace demarche {

void backward_induction(const LogitShape& shape, const LogitPoint& point, std::vector<double>& unknowns) {
  const std::size_t num_actors = shape.num_actors;
  std::vector<double> values(shape.num_nodes * num_actors, 0.0);
  std::vector<double> changes(shape.num_actions, 0.0);
  std::vector<char> settled(shape.sets.size(), 0);
  std::vector<std::uint32_t> set_of_action(shape.num_actions, 0);
  for (std::uint32_t s = 0; s < shape.sets.size(); ++s)
    std::fill_n(set_of_action.begin() + shape.sets[s].first_action, shape.sets[s].num_actions, s);
  const auto settle = [&](std::uint32_t s) {
    const LogitShape::Set& set = shape.sets[s];
    std::vector<double> pulls(set.num_actions, 0.0);
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
      const double weight = point.beliefs[row] * counterweight(point, row);
      for (std::size_t a = 0; a < set.num_actions; ++a)
        pulls[a] += weight * values[(shape.members[row].first_child + a) * num_actors + set.actor];
    }
    const std::size_t top = point.likeliest[s];
    double mean = 0;
    std::size_t unknown = set.first_unknown;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      if (a == top) continue;
      unknowns[unknown] += point.precision * (pulls[a] - pulls[top]);
      changes[set.first_action + a] = unknowns[unknown];
      mean += point.probabilities[set.first_action + a] * unknowns[unknown++];
    }
    for (std::size_t a = 0; a < set.num_actions; ++a) changes[set.first_action + a] -= mean;
    settled[s] = 1;
  };
  for (auto inner = shape.inner.rbegin(); inner != shape.inner.rend(); ++inner) {
    const bool chance = inner->first_coefficient >= shape.num_actions;
    if (!chance && !settled[set_of_action[inner->first_coefficient]]) settle(set_of_action[inner->first_coefficient]);
    double* here = values.data() + inner->node * num_actors;
    for (std::size_t k = 0; k < inner->num_children; ++k) {
      const double change = chance ? 0.0 : changes[inner->first_coefficient + k];
      const double probability = point.probabilities[inner->first_coefficient + k];
      const std::size_t below = (inner->first_child + k) * num_actors;
      for (std::size_t i = 0; i < num_actors; ++i)
        here[i] += probability * (values[below + i] + change * point.values[below + i]);
    }
  }
}

}  // namespace demarche
