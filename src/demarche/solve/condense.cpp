#include "demarche/solve/condense.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_map>
#include <utility>

namespace demarche {
namespace {

using Kind = SettledPlay::Kind;
using Entry = SettledPlay::Entry;

// Payoff differences in units of the range: what rounding leaves of sums that are equal.
constexpr double alike_within = 1e-13;
bool alike(double one, double other) { return std::abs(one - other) <= alike_within; }

// The value of a settled node for one actor: that of an entry, moved by a constant.
struct Value {
  std::uint32_t entry = 0;
  double shift = 0;
};

std::uint32_t value_at(const Condensation& made, const Game& game, NodeId node, std::size_t actor) {
  return made.values[node.value * game.num_actors + actor];
}

double odds_of(const Stakes& stakes, const Node& node, std::size_t move) {
  return stakes.odds[OddsId{node.first_odds().value + move}];
}

bool same_entries(const Condensation& made, const Game& game, const Node& node, std::size_t actor) {
  for (std::size_t k = 1; k < node.num_children; ++k)
    if (value_at(made, game, child(node, k), actor) != value_at(made, game, child(node, 0), actor)) return false;
  return true;
}

// Finds what is settled, from the ends up.
struct Search {
  const Game& game;
  const Stakes& stakes;
  std::vector<double> shifts;  // [node x num_actors + actor]
  Condensation made;
  SettledPlay play;
  std::vector<double> part_shifts;
  std::vector<double> part_weights;
  std::unordered_multimap<std::uint64_t, std::uint32_t> entries_by_hash;
  std::vector<Value> parts;  // of the entry looked for
  std::vector<double> weights;
  std::vector<char> opens;               // [information set]: has a history before which nobody chose
  std::vector<std::uint32_t> waits_for;  // [information set, then node]: children that are not settled yet
  std::vector<NodeId> to_pass_on;        // settled nodes of which their parents have not heard

  double& shift(NodeId node, std::size_t actor) { return shifts[node.value * game.num_actors + actor]; }
};

void mix(std::uint64_t& hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  hash ^= hash >> 29;
}

// Of the shifts only what rounding does not touch, but at the borders of a grid that no simple number lies on.
std::uint64_t hash_of(const Search& search, Kind kind, std::uint32_t choice) {
  std::uint64_t hash = static_cast<std::uint64_t>(kind);
  mix(hash, choice);
  for (const Value& part : search.parts) {
    mix(hash, part.entry);
    mix(hash, static_cast<std::uint64_t>(std::llround(part.shift * (1e9 * std::numbers::pi))));
  }
  return hash;
}

bool is_entry(const Search& search, std::uint32_t entry, Kind kind, std::uint32_t choice) {
  const Entry& known = search.play.entries[entry];
  if (known.kind != kind || known.choice != choice || known.num_parts != search.parts.size()) return false;
  for (std::size_t k = 0; k < search.parts.size(); ++k) {
    const std::size_t part = known.first_part + k;
    if (search.play.parts[part] != search.parts[k].entry) return false;
    if (!alike(search.part_shifts[part], search.parts[k].shift)) return false;
    if (!alike(search.part_weights[part], search.weights[k])) return false;
  }
  return true;
}

// The entry made of `parts`: one that is known, or a new one.
std::uint32_t entry_of(Search& search, Kind kind, std::uint32_t choice) {
  const std::uint64_t hash = hash_of(search, kind, choice);
  const auto [first, last] = search.entries_by_hash.equal_range(hash);
  for (auto known = first; known != last; ++known)
    if (is_entry(search, known->second, kind, choice)) return known->second;
  const auto entry = static_cast<std::uint32_t>(search.play.entries.size());
  search.play.entries.push_back({kind, static_cast<std::uint32_t>(search.play.parts.size()),
                                 static_cast<std::uint32_t>(search.parts.size()), choice});
  for (std::size_t k = 0; k < search.parts.size(); ++k) {
    search.play.parts.push_back(search.parts[k].entry);
    search.part_shifts.push_back(search.parts[k].shift);
    search.part_weights.push_back(search.weights[k]);
  }
  search.entries_by_hash.emplace(hash, entry);
  return entry;
}

// The values of a node's children, from that of the first one.
void gather_parts(Search& search, const Node& node, std::size_t actor) {
  search.parts.clear();
  search.weights.clear();
  const double base = search.shift(child(node, 0), actor);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const NodeId below = child(node, k);
    search.parts.push_back({value_at(search.made, search.game, below, actor), search.shift(below, actor) - base});
    search.weights.push_back(node.kind == NodeKind::Chance ? odds_of(search.stakes, node, k) : 0.0);
  }
}

// Whether the mover gains the same by one move over another here as in the parts gathered.
bool cares_alike(Search& search, const Node& node, std::size_t actor) {
  const double base = search.shift(child(node, 0), actor);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const NodeId below = child(node, k);
    if (value_at(search.made, search.game, below, actor) != search.parts[k].entry) return false;
    if (!alike(search.shift(below, actor) - base, search.parts[k].shift)) return false;
  }
  return true;
}

// Chance over one entry is that entry; a choice that moves nothing for an actor is its first move's value.
Value chance_value(Search& search, const Node& node, std::size_t actor) {
  if (!same_entries(search.made, search.game, node, actor)) {
    gather_parts(search, node, actor);
    return {entry_of(search, Kind::Chance, 0), search.shift(child(node, 0), actor)};
  }
  Value mean{value_at(search.made, search.game, child(node, 0), actor), 0};
  for (std::size_t k = 0; k < node.num_children; ++k)
    mean.shift += odds_of(search.stakes, node, k) * search.shift(child(node, k), actor);
  return mean;
}

Value choice_value(Search& search, const Node& node, std::size_t actor) {
  gather_parts(search, node, actor);
  const Value first{search.parts.front().entry, search.shift(child(node, 0), actor)};
  const auto is_first = [&](const Value& part) { return part.entry == first.entry && alike(part.shift, 0); };
  if (std::ranges::all_of(search.parts, is_first)) return first;
  return {entry_of(search, Kind::Mean, search.made.choices[node.infoset().value]), first.shift};
}

void settle_node(Search& search, NodeId id) {
  search.made.is_settled[id.value] = 1;
  search.to_pass_on.push_back(id);
  const Node& node = search.game.nodes[id];
  if (node.kind == NodeKind::Terminal) return;
  for (std::size_t i = 0; i < search.game.num_actors; ++i) {
    const Value value = node.kind == NodeKind::Chance ? chance_value(search, node, i) : choice_value(search, node, i);
    search.made.values[id.value * search.game.num_actors + i] = value.entry;
    search.shift(id, i) = value.shift;
  }
}

// Settles an information set below which all is settled, if its mover cares alike at all its histories.
void settle_set(Search& search, InfosetId id) {
  const Infoset& set = search.game.infosets[id];
  const auto members = members_of(search.game, set);
  if (set.num_actions > 1) {
    const std::size_t actor = set.actor.value;
    gather_parts(search, search.game.nodes[members.front()], actor);
    for (const NodeId member : members)
      if (!cares_alike(search, search.game.nodes[member], actor)) return;
    search.made.choices[id.value] = entry_of(search, Kind::Choice, 0);
  }
  for (const NodeId member : members) settle_node(search, member);
}

// First moves are kept, settled or not, so that something is.
void pass_on(Search& search, NodeId id) {
  const NodeId above = search.game.nodes[id].parent;
  if (id.value == 0) return;
  const Node& node = search.game.nodes[above];
  if (node.kind == NodeKind::Chance) {
    if (--search.waits_for[search.game.infosets.size() + above.value] == 0) settle_node(search, above);
  } else if (--search.waits_for[node.owner] == 0 && !search.opens[node.owner]) {
    settle_set(search, node.infoset());
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

void search_all(Search& search) {
  const Game& game = search.game;
  search.opens = opening_sets(game);
  search.waits_for.assign(game.infosets.size() + game.nodes.size(), 0);
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const Node& node = game.nodes[NodeId{n}];
    if (node.kind == NodeKind::Chance) search.waits_for[game.infosets.size() + n] = node.num_children;
    if (node.kind == NodeKind::Decision) search.waits_for[node.owner] += node.num_children;
  }
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    if (game.nodes[NodeId{n}].kind != NodeKind::Terminal) continue;
    settle_node(search, NodeId{n});
    while (!search.to_pass_on.empty()) {
      const NodeId next = search.to_pass_on.back();
      search.to_pass_on.pop_back();
      pass_on(search, next);
    }
  }
}

// The condensed game's nodes: the root, and the children of whatever is kept.
std::vector<std::uint32_t> number_nodes(const Game& game, Condensation& made) {
  constexpr std::uint32_t left_out = LogitShape::no_member;
  std::vector<std::uint32_t> numbers(game.nodes.size(), left_out);
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const NodeId parent = game.nodes[NodeId{n}].parent;
    const bool is_kept = n == 0 || (numbers[parent.value] != left_out && !made.is_settled[parent.value]);
    if (!is_kept) continue;
    numbers[n] = static_cast<std::uint32_t>(made.nodes.size());
    made.nodes.push_back(n);
  }
  return numbers;
}

void keep_sets(const Game& game, const Condensation& made, const std::vector<std::uint32_t>& numbers,
               LogitShape& shape) {
  SettledPlay& play = *shape.settled;
  for (std::uint32_t s = 0; s < game.infosets.size(); ++s) {
    const Infoset& infoset = game.infosets[InfosetId{s}];
    if (made.is_settled[members_of(game, infoset).front().value]) {
      if (infoset.num_actions > 1) play.rules.push_back({infoset.first_action.value, made.choices[s]});
      continue;
    }
    const auto row = static_cast<std::uint32_t>(shape.sets.size());
    shape.sets.push_back({infoset.actor.value, static_cast<std::uint32_t>(shape.num_actions), infoset.num_actions,
                          static_cast<std::uint32_t>(shape.members.size()), infoset.num_members,
                          static_cast<std::uint32_t>(shape.num_unknowns)});
    for (const NodeId member : members_of(game, infoset)) {
      const std::uint32_t first_child = numbers[game.nodes[member].first_child.value];
      shape.members.push_back({numbers[member.value], first_child, row, LogitShape::no_member, 0});
    }
    for (std::uint32_t a = 0; a < infoset.num_actions; ++a) play.kept_actions.push_back(infoset.first_action.value + a);
    shape.num_actions += infoset.num_actions;
    shape.num_unknowns += infoset.num_actions - 1;
  }
}

// The nodes with moves; those of chance last among the coefficients, once all actions are counted.
void keep_nodes(const Game& game, const std::vector<std::uint32_t>& numbers, Condensation& made, LogitShape& shape) {
  std::vector<std::uint32_t> first_action(game.infosets.size(), 0);
  for (std::uint32_t a = 0, s = 0; s < game.infosets.size(); ++s) {
    first_action[s] = a;
    if (!made.is_settled[members_of(game, game.infosets[InfosetId{s}]).front().value])
      a += game.infosets[InfosetId{s}].num_actions;
  }
  constexpr std::uint32_t not_kept = 0xFFFFFFFF;
  std::vector<std::uint32_t> row_of_odds(game.num_odds, not_kept);
  for (const std::uint32_t n : made.nodes) {
    if (made.is_settled[n]) continue;
    const Node& node = game.nodes[NodeId{n}];
    std::uint32_t first = 0;
    if (node.kind == NodeKind::Decision) {
      first = first_action[node.infoset().value];
    } else {
      std::uint32_t& row = row_of_odds[node.first_odds().value];
      if (row == not_kept) {
        row = static_cast<std::uint32_t>(made.odds.size());
        for (std::uint32_t k = 0; k < node.num_children; ++k) made.odds.push_back(node.first_odds().value + k);
      }
      first = static_cast<std::uint32_t>(shape.num_actions) + row;
    }
    shape.inner.push_back({numbers[n], numbers[node.first_child.value], first, node.num_children});
  }
}

void keep_ends(const Game& game, const Condensation& made, LogitShape& shape) {
  for (std::size_t n = 0; n < made.nodes.size(); ++n) {
    for (std::size_t i = 0; i < game.num_actors && made.is_settled[made.nodes[n]]; ++i) {
      const std::uint32_t entry = value_at(made, game, NodeId{made.nodes[n]}, i);
      if (entry != 0) shape.settled->ends.push_back({n * game.num_actors + i, entry});
    }
  }
}

LogitShape shape_of(const Game& game, Condensation& made, SettledPlay play) {
  LogitShape shape;
  shape.settled = std::move(play);
  shape.settled->num_actions = game.num_actions;
  const std::vector<std::uint32_t> numbers = number_nodes(game, made);
  shape.num_nodes = made.nodes.size();
  shape.num_actors = game.num_actors;
  keep_sets(game, made, numbers, shape);
  keep_nodes(game, numbers, made, shape);
  shape.num_odds = made.odds.size();
  keep_ends(game, made, shape);
  link_members(shape);
  return shape;
}

// The shifts of a settled game at given stakes; `holds` falls where what was found alike is not.
struct Binding {
  const Game& game;
  const SettledPlay& play;
  const Condensation& made;
  const Stakes& stakes;
  LogitStakes& scaled;  // `values`: of the whole game, worked out on the way
  bool holds = true;

  double shift(NodeId node, std::size_t actor) const { return scaled.values[node.value * game.num_actors + actor]; }
};

void note(double number, double& known, bool& holds) {
  if (std::isnan(known)) known = number;
  else holds = holds && alike(known, number);
}

void note_parts(Binding& binding, const Node& node, std::size_t actor, std::uint32_t entry) {
  const std::size_t first_part = binding.play.entries[entry].first_part;
  const double base = binding.shift(child(node, 0), actor);
  for (std::size_t k = 0; k < node.num_children; ++k) {
    note(binding.shift(child(node, k), actor) - base, binding.scaled.shifts[first_part + k], binding.holds);
    if (node.kind == NodeKind::Chance)
      note(odds_of(binding.stakes, node, k), binding.scaled.weights[first_part + k], binding.holds);
  }
}

void bind_node(Binding& binding, const Node& node, std::size_t actor, std::uint32_t entry, double& shift) {
  const bool is_first = entry == value_at(binding.made, binding.game, child(node, 0), actor);
  shift = binding.shift(child(node, 0), actor);
  if (!is_first) {
    note_parts(binding, node, actor, entry);
  } else if (node.kind == NodeKind::Chance) {
    double mean = 0;
    for (std::size_t k = 0; k < node.num_children; ++k)
      mean += odds_of(binding.stakes, node, k) * binding.shift(child(node, k), actor);
    shift = mean;
  } else {
    for (std::size_t k = 1; k < node.num_children; ++k)
      binding.holds = binding.holds && alike(binding.shift(child(node, k), actor), shift);
  }
}

void bind_nodes(Binding& binding) {
  const std::size_t num_actors = binding.game.num_actors;
  for (auto n = static_cast<std::uint32_t>(binding.game.nodes.size()); n-- > 0;) {
    const Node& node = binding.game.nodes[NodeId{n}];
    if (node.kind == NodeKind::Terminal || !binding.made.is_settled[n]) continue;
    const std::size_t row = std::size_t{n} * num_actors;
    for (std::size_t i = 0; i < num_actors; ++i)
      bind_node(binding, node, i, binding.made.values[row + i], binding.scaled.values[row + i]);
  }
}

void bind_choices(Binding& binding) {
  for (std::uint32_t s = 0; s < binding.game.infosets.size(); ++s) {
    if (binding.made.choices[s] == 0) continue;
    const Infoset& set = binding.game.infosets[InfosetId{s}];
    for (const NodeId member : members_of(binding.game, set))
      note_parts(binding, binding.game.nodes[member], set.actor.value, binding.made.choices[s]);
  }
}

void keep_ends_only(const Game& game, const LogitShape& shape, const Condensation& made, LogitStakes& scaled) {
  const std::size_t num_actors = game.num_actors;
  std::vector<double> values(shape.num_nodes * num_actors, 0.0);
  for (std::size_t n = 0; n < shape.num_nodes; ++n) {
    if (!made.is_settled[made.nodes[n]]) continue;
    const auto from = scaled.values.begin() + static_cast<std::ptrdiff_t>(made.nodes[n] * num_actors);
    std::copy_n(from, num_actors, values.begin() + static_cast<std::ptrdiff_t>(n * num_actors));
  }
  scaled.values = std::move(values);
}

}  // namespace

std::optional<CondensedGame> condense(const Game& game, const Stakes& stakes) {
  LogitStakes scaled;
  scale_payoffs(game, stakes, scaled);
  Search search{game, stakes, std::move(scaled.values), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  search.made.is_settled.assign(game.nodes.size(), 0);
  search.made.values.assign(game.nodes.size() * game.num_actors, 0);
  search.made.choices.assign(game.infosets.size(), 0);
  search.play.entries.emplace_back();
  search_all(search);
  CondensedGame condensed;
  condensed.condensation = std::move(search.made);
  condensed.shape = shape_of(game, condensed.condensation, std::move(search.play));
  const bool saves = condensed.shape.num_nodes < game.nodes.size();
  if (!saves || condensed.shape.sets.empty()) return std::nullopt;
  return condensed;
}

std::optional<LogitStakes> condensed_stakes(const Game& game, const LogitShape& shape, const Condensation& condensation,
                                            const Stakes& stakes) {
  LogitStakes scaled;
  scale_payoffs(game, stakes, scaled);
  scaled.shifts.assign(shape.settled->parts.size(), std::numeric_limits<double>::quiet_NaN());
  scaled.weights = scaled.shifts;
  Binding binding{game, *shape.settled, condensation, stakes, scaled};
  bind_nodes(binding);
  bind_choices(binding);
  if (!binding.holds) return std::nullopt;
  keep_ends_only(game, shape, condensation, scaled);
  for (const std::uint32_t row : condensation.odds) scaled.odds.push_back(stakes.odds[OddsId{row}]);
  work_out_chance(shape, scaled);
  return scaled;
}

}  // namespace demarche
