#include "demarche/view/infoset_beliefs.h"

namespace demarche {
namespace {

StateView state_at(const Story& story, NodeId node) { return state_view(story, story.state_of[node]); }

bool differs(const Story& story, std::span<const NodeId> members, VariableId variable) {
  const ValueIndex first = state_at(story, members.front())[variable.value];
  for (const NodeId node : members) {
    if (state_at(story, node)[variable.value] != first) return true;
  }
  return false;
}

}  // namespace

std::vector<VariableBelief> beliefs_at(const Solved& solved, const Certificate& certificate, InfosetId id) {
  const Story& story = solved.compiled.story;
  const Infoset& infoset = solved.compiled.game.infosets[id];
  const std::span<const NodeId> members = members_of(solved.compiled.game, infoset);
  std::vector<VariableBelief> beliefs;
  for (std::size_t row = 0; row < solved.model.variables.size(); ++row) {
    const Variable& variable = solved.model.variables[VariableId{row}];
    if (variable.kind == VariableKind::Counter || variable.record || !differs(story, members, VariableId{row}))
      continue;
    VariableBelief belief{VariableId{row}, std::vector<double>(variable.values.size(), 0.0), 0};
    for (std::size_t k = 0; k < members.size(); ++k) {
      const ValueIndex value = state_at(story, members[k])[row];
      const double share = certificate.beliefs[infoset.first_member + k];
      (value == has_not_happened ? belief.not_happened : belief.shares[value]) += share;
    }
    beliefs.push_back(std::move(belief));
  }
  return beliefs;
}

}  // namespace demarche
