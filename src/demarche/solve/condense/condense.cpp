#include "demarche/solve/condense/condensed_parts.h"

#include "demarche/solve/flat/flat_game.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>
#include <utility>

namespace demarche {
namespace {

using Kind = SettledPlay::Kind;
using Entry = SettledPlay::Entry;

// The value of a settled node for one actor: that of an entry, moved by a constant.
struct Value {
  std::uint32_t entry = 0;
  double shift = 0;
};

bool same_entries(const Condensation& made, const Game& game, const Node& node, std::size_t actor) {
  for (std::size_t k = 1; k < node.num_children; ++k)
    if (value_at(made, game, child(node, k), actor) != value_at(made, game, child(node, 0), actor)) return false;
  return true;
}

// Finds what is settled, from the ends up.
struct Settling {
  const Game& game;
  const Stakes& stakes;
  std::vector<double> shifts{};  // [node x num_actors + actor]
  Condensation made{};
  SettledPlay play{};
  std::vector<double> part_shifts{};
  std::vector<double> part_weights{};
  std::unordered_multimap<std::uint64_t, std::uint32_t> entries_by_hash{};
  std::vector<Value> parts{};  // of the entry looked for
  std::vector<double> weights{};
  std::vector<char> opens{};               // [information set]: has a history before which nobody chose
  std::vector<std::uint32_t> waits_for{};  // [information set, then node]: children that are not settled yet
  std::vector<NodeId> to_pass_on{};        // settled nodes of which their parents have not heard

  double& shift(NodeId node, std::size_t actor) { return shifts[node.value * game.num_actors + actor]; }
};

void mix(std::uint64_t& hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  hash ^= hash >> 29;
}

// Of the shifts only what rounding does not touch, but at the borders of a grid that no simple number lies on.
std::uint64_t hash_of(const Settling& settling, Kind kind, std::uint32_t choice) {
  std::uint64_t hash = static_cast<std::uint64_t>(kind);
  mix(hash, choice);
  for (const Value& part : settling.parts) {
    mix(hash, part.entry);
    mix(hash, static_cast<std::uint64_t>(std::llround(part.shift * (1e9 * std::numbers::pi))));
  }
  return hash;
}

bool is_entry(const Settling& settling, std::uint32_t entry, Kind kind, std::uint32_t choice) {
  const Entry& known = settling.play.entries[entry];
  if (known.kind != kind || known.choice != choice || known.num_parts != settling.parts.size()) return false;
  for (std::size_t k = 0; k < settling.parts.size(); ++k) {
    const std::size_t part = known.first_part + k;
    if (settling.play.parts[part] != settling.parts[k].entry) return false;
    if (!alike(settling.part_shifts[part], settling.parts[k].shift)) return false;
    if (!alike(settling.part_weights[part], settling.weights[k])) return false;
  }
  return true;
}

// The entry made of `parts`: one that is known, or a new one.
std::uint32_t entry_of(Settling& settling, Kind kind, std::uint32_t choice) {
  const std::uint64_t hash = hash_of(settling, kind, choice);
  const auto [first, last] = settling.entries_by_hash.equal_range(hash);
  for (auto known = first; known != last; ++known)
    if (is_entry(settling, known->second, kind, choice)) return known->second;
  const auto entry = static_cast<std::uint32_t>(settling.play.entries.size());
  settling.play.entries.push_back({kind, static_cast<std::uint32_t>(settling.play.parts.size()),
                                   static_cast<std::uint32_t>(settling.parts.size()), choice});
  for (std::size_t k = 0; k < settling.parts.size(); ++k) {
    settling.play.parts.push_back(settling.parts[k].entry);
    settling.part_shifts.push_back(settling.parts[k].shift);
    settling.part_weights.push_back(settling.weights[k]);
  }
  settling.entries_by_hash.emplace(hash, entry);
  return entry;
}

// The values of a node's children, from that of the first one.
void gather_parts(Settling& settling, const Node& node, std::size_t actor) {
  settling.parts.clear();
  settling.weights.clear();
  const double base = settling.shift(child(node, 0), actor);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const NodeId below = child(node, k);
    settling.parts.push_back(
        {value_at(settling.made, settling.game, below, actor), settling.shift(below, actor) - base});
    settling.weights.push_back(node.kind == NodeKind::Chance ? odds_of(settling.stakes, node, k, actor) : 0.0);
  }
}

// Whether the mover gains the same by one move over another here as in the parts gathered.
bool cares_alike(Settling& settling, const Node& node, std::size_t actor) {
  const double base = settling.shift(child(node, 0), actor);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const NodeId below = child(node, k);
    if (value_at(settling.made, settling.game, below, actor) != settling.parts[k].entry) return false;
    if (!alike(settling.shift(below, actor) - base, settling.parts[k].shift)) return false;
  }
  return true;
}

// Chance over one entry is that entry; a choice that moves nothing for an actor is its first move's value.
Value chance_value(Settling& settling, const Node& node, std::size_t actor) {
  if (!same_entries(settling.made, settling.game, node, actor)) {
    gather_parts(settling, node, actor);
    return {entry_of(settling, Kind::Chance, 0), settling.shift(child(node, 0), actor)};
  }
  Value mean{value_at(settling.made, settling.game, child(node, 0), actor), 0};
  for (std::size_t k = 0; k < node.num_children; ++k)
    mean.shift += odds_of(settling.stakes, node, k, actor) * settling.shift(child(node, k), actor);
  return mean;
}

Value choice_value(Settling& settling, const Node& node, std::size_t actor) {
  gather_parts(settling, node, actor);
  const Value first{settling.parts.front().entry, settling.shift(child(node, 0), actor)};
  const auto is_first = [&](const Value& part) { return part.entry == first.entry && alike(part.shift, 0); };
  if (std::ranges::all_of(settling.parts, is_first)) return first;
  return {entry_of(settling, Kind::Mean, settling.made.choices[node.infoset().value]), first.shift};
}

void settle_node(Settling& settling, NodeId id) {
  settling.made.is_settled[id.value] = 1;
  settling.to_pass_on.push_back(id);
  const Node& node = settling.game.nodes[id];
  if (node.kind == NodeKind::Terminal) return;
  for (std::size_t i = 0; i < settling.game.num_actors; ++i) {
    const Value value =
        node.kind == NodeKind::Chance ? chance_value(settling, node, i) : choice_value(settling, node, i);
    settling.made.values[id.value * settling.game.num_actors + i] = value.entry;
    settling.shift(id, i) = value.shift;
  }
}

// Settles an information set below which all is settled, if its mover cares alike at all its histories.
void settle_set(Settling& settling, InfosetId id) {
  const Infoset& set = settling.game.infosets[id];
  const auto members = members_of(settling.game, set);
  if (set.num_actions > 1) {
    const std::size_t actor = set.actor.value;
    gather_parts(settling, settling.game.nodes[members.front()], actor);
    for (const NodeId member : members)
      if (!cares_alike(settling, settling.game.nodes[member], actor)) return;
    settling.made.choices[id.value] = entry_of(settling, Kind::Choice, 0);
  }
  for (const NodeId member : members) settle_node(settling, member);
}

// First moves are kept, settled or not, so that something is.
void pass_on(Settling& settling, NodeId id) {
  const NodeId above = settling.game.nodes[id].parent;
  if (id.value == 0) return;
  const Node& node = settling.game.nodes[above];
  if (node.kind == NodeKind::Chance) {
    if (--settling.waits_for[settling.game.infosets.size() + above.value] == 0) settle_node(settling, above);
  } else if (--settling.waits_for[node.owner] == 0 && !settling.opens[node.owner]) {
    settle_set(settling, node.infoset());
  }
}

std::vector<char> opening_sets(const Game& game) {
  std::vector<char> opens(game.infosets.size(), 0);
  std::vector<char> nobody_chose(game.nodes.size(), 0);
  nobody_chose.front() = 1;
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const Node& node = game.nodes[NodeId{n}];
    if (!nobody_chose[n] || node.kind == NodeKind::Terminal) continue;
    if (node.kind == NodeKind::Decision) opens[node.owner] = 1;
    for (std::size_t k = 0; k < node.num_children; ++k)
      nobody_chose[child(node, k).value] = node.kind == NodeKind::Chance ? 1 : 0;
  }
  return opens;
}

void search_all(Settling& settling) {
  const Game& game = settling.game;
  settling.opens = opening_sets(game);
  settling.waits_for.assign(game.infosets.size() + game.nodes.size(), 0);
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const Node& node = game.nodes[NodeId{n}];
    if (node.kind == NodeKind::Chance) settling.waits_for[game.infosets.size() + n] = node.num_children;
    if (node.kind == NodeKind::Decision) settling.waits_for[node.owner] += node.num_children;
  }
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    if (game.nodes[NodeId{n}].kind != NodeKind::Terminal) continue;
    settle_node(settling, NodeId{n});
    while (!settling.to_pass_on.empty()) {
      const NodeId next = settling.to_pass_on.back();
      settling.to_pass_on.pop_back();
      pass_on(settling, next);
    }
  }
}

}  // namespace

std::optional<CondensedGame> condense(const Game& game, const Stakes& stakes) {
  LogitStakes scaled;
  scale_payoffs(game, stakes, scaled);
  Settling settling{game, stakes, std::move(scaled.values)};
  settling.made.is_settled.assign(game.nodes.size(), 0);
  settling.made.values.assign(game.nodes.size() * game.num_actors, 0);
  settling.made.choices.assign(game.infosets.size(), 0);
  settling.play.entries.emplace_back();
  search_all(settling);
  LogitShape shape = condensed_shape(game, std::move(settling.play), settling.made);
  CondensedGame condensed{std::move(shape), std::move(settling.made)};
  const bool saves = condensed.shape.num_nodes < game.nodes.size();
  if (!saves || condensed.shape.sets.empty()) return std::nullopt;
  return condensed;
}

}  // namespace demarche
