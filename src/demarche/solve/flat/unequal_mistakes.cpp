#include "demarche/solve/flat/unequal_mistakes.h"

namespace demarche {

LogitStakes with_unequal_mistakes(const LogitShape& shape, LogitStakes stakes, const std::vector<double>& factors) {
  constexpr std::uint32_t no_set = 0xFFFFFFFF;
  std::vector<std::uint32_t> set_of_action(shape.num_actions, 0);
  for (std::uint32_t s = 0; s < shape.sets.size(); ++s)
    for (std::uint32_t a = 0; a < shape.sets[s].num_actions; ++a) set_of_action[shape.sets[s].first_action + a] = s;
  // [node x num_actors + actor]: the set at which the actor first moved on the way to the node
  std::vector<std::uint32_t> first(shape.num_nodes * shape.num_actors, no_set);
  for (const LogitShape::Inner& inner : shape.inner) {
    const bool chance = inner.first_coefficient >= shape.num_actions;
    for (std::size_t i = 0; i < shape.num_actors; ++i) {
      std::uint32_t here = first[inner.node * shape.num_actors + i];
      if (!chance && here == no_set) {
        const std::uint32_t set = set_of_action[inner.first_coefficient];
        if (shape.sets[set].actor == i) here = set;
      }
      for (std::size_t k = 0; k < inner.num_children; ++k) first[(inner.first_child + k) * shape.num_actors + i] = here;
    }
  }
  for (std::size_t k = 0; k < first.size(); ++k)
    if (first[k] != no_set) stakes.values[k] *= factors[first[k]];
  return stakes;
}

}  // namespace demarche
