#include "demarche/solve/condense/condensed_parts.h"

#include "demarche/solve/flat/flat_game.h"
#include "demarche/solve/flat/form.h"

#include <utility>

namespace demarche {
namespace {

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

}  // namespace

LogitShape condensed_shape(const Game& game, SettledPlay play, Condensation& made) {
  LogitShape shape{flat_form};
  shape.settled = std::move(play);
  shape.settled->num_actions = game.num_actions;
  const std::vector<std::uint32_t> numbers = number_nodes(game, made);
  shape.num_nodes = made.nodes.size();
  shape.settled->kept_nodes = made.nodes;
  shape.num_actors = game.num_actors;
  keep_sets(game, made, numbers, shape);
  keep_nodes(game, numbers, made, shape);
  shape.num_odds = made.odds.size();
  keep_ends(game, made, shape);
  link_members(shape);
  return shape;
}

}  // namespace demarche
