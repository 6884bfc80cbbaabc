#include "demarche/seats/luck.h"

#include "demarche/base/philox.h"

#include <cmath>

namespace demarche {
namespace {

// Fowler, Noll & Vo's hash of a name (FNV-1a).
std::uint64_t stream_of(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
  return hash;
}

std::uint32_t low_half(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high_half(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); }

// A variable may be settled by several steps: which of them, and in which rounds.
std::uint32_t place_in_story(const Story& story, NodeId node) {
  const SiteId site = story.site_of[node];
  std::uint32_t place = 0;
  for (std::size_t row = 0; row < site.value; ++row) {
    if (story.sites[SiteId{row}].variable == story.sites[site].variable) ++place;
  }
  const StateView state = state_view(story, story.state_of[node]);
  for (const VariableId counter : story.sites[site].counters) place = place * 0x01000193 + state[counter.value] + 1;
  return place;
}

}  // namespace

double luck_at(const Solved& solved, NodeId node, std::uint64_t seed, LuckOf end) {
  const Story& story = solved.compiled.story;
  const std::uint64_t stream = stream_of(solved.model.variables[story.sites[story.site_of[node]].variable].name);
  const PhiloxCounter counter{low_half(stream), high_half(stream), place_in_story(story, node),
                              static_cast<std::uint32_t>(end)};
  return unit_interval(philox(counter, {low_half(seed), high_half(seed)}));
}

double chance_at(const Solved& solved, NodeId id, std::size_t k) {
  const Node& node = solved.compiled.game.nodes[id];
  if (node.kind == NodeKind::Chance) return solved.stakes.odds[OddsId{node.first_odds().value + k}];
  const ActionId first = solved.compiled.game.infosets[node.infoset()].first_action;
  return probability(solved.solution.strategy, ActionId{first.value + k});
}

std::size_t move_by_luck(const Solved& solved, NodeId node, std::uint64_t seed) {
  const double drawn = luck_at(solved, node, seed, LuckOf::Step);
  const std::size_t num_moves = solved.compiled.game.nodes[node].num_children;
  std::size_t last_possible = 0;
  double sum = 0;
  for (std::size_t k = 0; k < num_moves; ++k) {
    const double chance = chance_at(solved, node, k);
    if (chance <= 0) continue;
    last_possible = k;
    if (drawn < (sum += chance)) return k;
  }
  return last_possible;  // what rounding leaves
}

}  // namespace demarche
