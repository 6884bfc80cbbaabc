#include "demarche/regret/public_states.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace demarche {
namespace {

constexpr std::uint32_t any_move = 0xFFFFFFFF;

// Sets of nodes that only ever grow together.
struct Unions {
  std::vector<std::uint32_t> parents;
};

std::uint32_t find(Unions& unions, std::uint32_t at) {
  while (unions.parents[at] != at) {
    unions.parents[at] = unions.parents[unions.parents[at]];
    at = unions.parents[at];
  }
  return at;
}

void join(Unions& unions, std::uint32_t a, std::uint32_t b) {
  a = find(unions, a);
  b = find(unions, b);
  unions.parents[std::max(a, b)] = std::min(a, b);
}

// That `move` leads from `parent` to a history of the public state `below`.
struct Step {
  std::uint32_t below = 0;
  std::uint32_t move = 0;
  std::uint32_t parent = 0;
  friend auto operator<=>(const Step&, const Step&) = default;
};

Step step_to(const Game& game, Unions& unions, std::uint32_t at) {
  const Node& node = game.nodes[NodeId{at}];
  const Node& parent = game.nodes[node.parent];
  const std::uint32_t move = parent.kind == NodeKind::Chance ? any_move : at - parent.first_child.value;
  return {find(unions, at), move, node.parent.value};
}

// Where each depth of the tree begins, and the end.
std::vector<std::uint32_t> depths_of(const Game& game) {
  std::vector<std::uint32_t> firsts{0};
  for (std::uint32_t at = 1; at < game.nodes.size(); ++at) {
    if (game.nodes[NodeId{at}].parent.value >= firsts.back()) firsts.push_back(at);
  }
  firsts.push_back(static_cast<std::uint32_t>(game.nodes.size()));
  return firsts;
}

void join_upwards(const Game& game, Unions& unions) {
  const std::vector<std::uint32_t> firsts = depths_of(game);
  std::vector<Step> steps;
  for (std::size_t depth = firsts.size() - 1; depth-- > 1;) {
    steps.clear();
    for (std::uint32_t at = firsts[depth]; at < firsts[depth + 1]; ++at) {
      if (game.nodes[NodeId{at}].kind != NodeKind::Terminal) steps.push_back(step_to(game, unions, at));
    }
    std::ranges::sort(steps);
    for (std::size_t k = 1; k < steps.size(); ++k) {
      const bool alike = steps[k].below == steps[k - 1].below && steps[k].move == steps[k - 1].move;
      if (alike) join(unions, steps[k].parent, steps[k - 1].parent);
    }
  }
}

Unions public_states(const Game& game) {
  Unions unions;
  unions.parents.resize(game.nodes.size());
  std::iota(unions.parents.begin(), unions.parents.end(), 0U);
  for (const Infoset& infoset : game.infosets) {
    for (const NodeId member : members_of(game, infoset)) {
      join(unions, member.value, members_of(game, infoset)[0].value);
    }
  }
  join_upwards(game, unions);
  return unions;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t number) {
  hash = (hash ^ number) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29U);
}

// What leads to a set: the moves and the public states before them.
std::uint64_t origin_of(const Game& game, Unions& unions, const Infoset& infoset) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> origins;
  for (const NodeId member : members_of(game, infoset)) {
    if (member.value == 0) return 0;
    const Step step = step_to(game, unions, member.value);
    origins.emplace_back(find(unions, step.parent), step.move);
  }
  std::ranges::sort(origins);
  origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
  std::uint64_t hash = origins.size();
  for (const auto& [state, move] : origins) hash = mixed(mixed(hash, state), move);
  return hash;
}

struct Key {
  std::uint32_t actor = 0;
  std::uint32_t level = 0;
  std::uint32_t num_actions = 0;
  std::uint32_t is_alone = 0;
  std::uint64_t alike = 0;
  std::uint32_t infoset = 0;
};

bool same_group(const Key& a, const Key& b) {
  return std::tie(a.actor, a.level, a.num_actions, a.is_alone, a.alike) ==
         std::tie(b.actor, b.level, b.num_actions, b.is_alone, b.alike);
}

bool comes_before(const Key& a, const Key& b) {
  return std::tie(a.actor, a.level, a.num_actions, a.is_alone, a.alike, a.infoset) <
         std::tie(b.actor, b.level, b.num_actions, b.is_alone, b.alike, b.infoset);
}

void look_back_where_alone(const Game& game, Unions& unions, std::vector<Key>& keys) {
  std::ranges::sort(keys, comes_before);
  std::vector<std::size_t> alone;
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const bool like_last = k > 0 && same_group(keys[k], keys[k - 1]);
    const bool like_next = k + 1 < keys.size() && same_group(keys[k], keys[k + 1]);
    if (!like_last && !like_next) alone.push_back(k);
  }
  for (const std::size_t k : alone) {
    keys[k].is_alone = 1;
    keys[k].alike = origin_of(game, unions, game.infosets[InfosetId{keys[k].infoset}]);
  }
  std::ranges::sort(keys, comes_before);
}

}  // namespace

std::vector<std::uint32_t> group_infosets(const Game& game, const Table<InfosetId, std::uint32_t>& levels) {
  Unions unions = public_states(game);
  std::vector<Key> keys;
  for (std::uint32_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const std::uint32_t state = find(unions, members_of(game, infoset)[0].value);
    keys.push_back({infoset.actor.value, levels[InfosetId{row}], infoset.num_actions, 0, state, row});
  }
  look_back_where_alone(game, unions, keys);
  std::vector<std::uint32_t> groups(keys.size());
  std::uint32_t group = 0;
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (k > 0 && !same_group(keys[k], keys[k - 1])) ++group;
    groups[keys[k].infoset] = group;
  }
  return groups;
}

}  // namespace demarche
