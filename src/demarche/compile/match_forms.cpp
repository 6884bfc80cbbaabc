#include "demarche/compile/match_forms.h"

#include <map>

namespace demarche {
namespace {

using TypeRows = std::map<std::vector<ValueIndex>, std::uint32_t>;

// The types of each actor by the values of its traits.
Table<ActorId, TypeRows> rows_of_types(const PublicStory& story) {
  Table<ActorId, TypeRows> all;
  for (const ActorTypes& types : story.types) {
    TypeRows rows;
    for (std::uint32_t type = 0; type < types.num; ++type) {
      const std::span<const ValueIndex> values = values_of(types, type);
      rows.emplace(std::vector<ValueIndex>(values.begin(), values.end()), type);
    }
    all.push_back(std::move(rows));
  }
  return all;
}

bool draws_a_trait(const Story& story, NodeId node) {
  const SiteId site = story.site_of[node];
  return site != none<SiteTag> && story.sites[site].stage < 0;
}

// What everybody has seen at each history: its node of the public tree. Traits leave one where it is.
std::optional<Table<NodeId, std::uint32_t>> public_nodes(const Compiled& flat, const PublicGame& open) {
  Table<NodeId, std::uint32_t> rows(flat.game.nodes.size());
  for (std::size_t k = 0; k < flat.game.nodes.size(); ++k) {
    const NodeId id{k};
    const Node& node = flat.game.nodes[id];
    const PublicNode& here = open.nodes[rows[id]];
    const bool stays = draws_a_trait(flat.story, id);
    if (!stays && (here.kind != node.kind || here.num_children != node.num_children)) return std::nullopt;
    for (std::uint32_t move = 0; move < node.num_children; ++move)
      rows[child(node, move)] = stays ? rows[id] : here.first_child + move;
  }
  return rows;
}

// The type that an actor has where a history stands; nullopt where that is none of its types.
std::optional<std::uint32_t> type_at(const Story& story, NodeId node, const ActorTypes& types, const TypeRows& rows) {
  const StateView state = state_view(story, story.state_of[node]);
  std::vector<ValueIndex> values;
  for (const VariableId trait : types.traits) values.push_back(state[trait.value]);
  const auto found = rows.find(values);
  return found == rows.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::optional<MatchedForms> match_forms(const Compiled& flat, const PublicCompiled& open) {
  const auto rows = public_nodes(flat, open.game);
  if (!rows) return std::nullopt;
  const Table<ActorId, TypeRows> types = rows_of_types(open.story);
  MatchedForms matched;
  for (const Infoset& infoset : flat.game.infosets) {
    const NodeId node = members_of(flat.game, infoset).front();
    const PublicDecision& decision = open.game.decisions[open.game.nodes[(*rows)[node]].owner];
    if (decision.actor != infoset.actor || decision.num_actions != infoset.num_actions) return std::nullopt;
    const auto type = type_at(flat.story, node, open.story.types[infoset.actor], types[infoset.actor]);
    if (!type) return std::nullopt;
    matched.push_back(ActionId{decision.first_action.value + std::size_t{*type} * decision.num_actions});
  }
  return matched;
}

Strategy flattened(const Compiled& flat, const MatchedForms& matched, const Strategy& strategy) {
  Strategy result{Table<ActionId, double>(flat.game.num_actions)};
  for (std::size_t row = 0; row < flat.game.infosets.size(); ++row) {
    const Infoset& infoset = flat.game.infosets[InfosetId{row}];
    const ActionId first = matched[InfosetId{row}];
    for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
      result.log_probability[ActionId{infoset.first_action.value + k}] =
          strategy.log_probability[ActionId{first.value + k}];
    }
  }
  return result;
}

}  // namespace demarche
