#include "demarche/reasons/beliefs_held.h"

namespace demarche {
namespace {

// A history that the actor holds possible: how likely, and what the one option is worth more than the other there.
struct HeldHistory {
  NodeId node;
  double weight = 0;
  double preference = 0;
};

std::vector<HeldHistory> histories_held(const Position& position, const std::vector<OptionPair>& pairs,
                                        const Table<NodeId, double>& worths) {
  const Game& game = position.compiled->game;
  std::vector<HeldHistory> held;
  for (const OptionPair& pair : pairs) {
    const Infoset& infoset = game.infosets[pair.infoset];
    for (std::size_t row = infoset.first_member; row < infoset.first_member + infoset.num_members; ++row) {
      const double weight = pair.weight * position.certificate->beliefs[row];
      if (weight == 0) continue;
      const NodeId node = game.members[row];
      held.push_back(
          {node, weight,
           worths[node_after(game, node, infoset, pair.chosen)] - worths[node_after(game, node, infoset, pair.other)]});
    }
  }
  return held;
}

// Weights and preferences, added up over the histories in which the trait has one value.
struct HeldShare {
  double weight = 0;
  double preference = 0;
};

std::vector<HeldShare> shares_by_value(const Position& position, const std::vector<HeldHistory>& held,
                                       VariableId trait) {
  const Story& story = position.compiled->story;
  std::vector<HeldShare> shares(position.model->variables[trait].values.size());
  for (const HeldHistory& history : held) {
    const ValueIndex value = state_view(story, story.state_of[history.node])[trait.value];
    if (value >= shares.size()) continue;  // not drawn
    shares[value].weight += history.weight;
    shares[value].preference += history.weight * history.preference;
  }
  return shares;
}

// q if_so + (1 - q) if_not = 0.
std::optional<double> belief_that_turns(double if_so, double if_not) {
  if ((if_so > 0) == (if_not > 0)) return std::nullopt;
  return if_not / (if_not - if_so);
}

BeliefReason reason_of(VariableId trait, std::size_t value, const std::vector<HeldShare>& shares) {
  HeldShare rest;
  for (std::size_t other = 0; other < shares.size(); ++other) {
    if (other == value) continue;
    rest.weight += shares[other].weight;
    rest.preference += shares[other].preference;
  }
  BeliefReason reason{trait, static_cast<ValueIndex>(value), 0, 0, 0, {}};
  reason.belief = shares[value].weight / (shares[value].weight + rest.weight);
  reason.if_so = shares[value].preference / shares[value].weight;
  reason.if_not = rest.preference / rest.weight;
  reason.turns_at = belief_that_turns(reason.if_so, reason.if_not);
  return reason;
}

bool is_in_doubt(const std::vector<HeldShare>& shares) {
  std::size_t num_held = 0;
  for (const HeldShare& share : shares) num_held += share.weight > 0 ? 1 : 0;
  return num_held > 1;
}

}  // namespace

std::vector<BeliefReason> reasons_by_belief(const Position& position, const std::vector<OptionPair>& pairs,
                                            const Table<NodeId, double>& worths) {
  const std::vector<HeldHistory> held = histories_held(position, pairs, worths);
  std::vector<BeliefReason> reasons;
  for (std::size_t row = 0; row < position.model->variables.size(); ++row) {
    const Variable& trait = position.model->variables[VariableId{row}];
    if (trait.kind != VariableKind::Trait || trait.owner == actor_of(position, pairs)) continue;
    const std::vector<HeldShare> shares = shares_by_value(position, held, VariableId{row});
    if (!is_in_doubt(shares)) continue;
    const std::size_t num_told = shares.size() == 2 ? 1 : shares.size();
    for (std::size_t value = 0; value < num_told; ++value) {
      if (shares[value].weight > 0) reasons.push_back(reason_of(VariableId{row}, value, shares));
    }
  }
  return reasons;
}

}  // namespace demarche
