#include "demarche/reasons/payoff_lines.h"

#include "demarche/model/wide_formula.h"

#include <optional>

namespace demarche {
namespace {

// How much likelier each history becomes by the one option than by the other, as their actor expects it.
Table<NodeId, double> shifts_by(const Position& position, const std::vector<OptionPair>& pairs) {
  const Game& game = position.compiled->game;
  const ActorId actor = actor_of(position, pairs);
  Table<NodeId, double> shifts(game.nodes.size(), 0.0);
  for (const OptionPair& pair : pairs) {
    const Infoset& infoset = game.infosets[pair.infoset];
    for (std::size_t row = infoset.first_member; row < infoset.first_member + infoset.num_members; ++row) {
      const double weight = pair.weight * position.certificate->beliefs[row];
      shifts[node_after(game, game.members[row], infoset, pair.chosen)] += weight;
      shifts[node_after(game, game.members[row], infoset, pair.other)] -= weight;
    }
  }
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {  // parents come before children
    const Node& node = game.nodes[NodeId{at}];
    const double here = shifts[NodeId{at}];
    if (here == 0 || node.kind == NodeKind::Terminal) continue;
    for (std::size_t k = 0; k < node.num_children; ++k) {
      shifts[child(node, k)] += here * chance_of_move(position, node, k, actor);
    }
  }
  return shifts;
}

struct EndShift {
  OutcomeId outcome;
  double likelier = 0;
};

std::vector<EndShift> shifts_of_ends(const Game& game, const Table<NodeId, double>& shifts) {
  Table<OutcomeId, double> of_outcome(game.num_outcomes, 0.0);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal) of_outcome[node.outcome()] += shifts[NodeId{at}];
  }
  std::vector<EndShift> ends;
  for (std::size_t row = 0; row < of_outcome.size(); ++row) {
    if (of_outcome[OutcomeId{row}] != 0) ends.push_back({OutcomeId{row}, of_outcome[OutcomeId{row}]});
  }
  return ends;
}

Wide amount_at(const PayoffTerm& line, const WidePoint& point, StateView state) {
  return holds(line.condition, point.point, state) ? evaluate_wide(line.number, point, state) : Wide{};
}

// Counted from what the line gives at the first of the ends: what all of them have in common changes no choice, and is
// not to be rounded.
Wide added_by(const PayoffTerm& line, const WidePoint& point, const Story& story, const std::vector<EndShift>& ends) {
  std::optional<Wide> base;
  Wide sum;
  for (const EndShift& end : ends) {
    const Wide amount = amount_at(line, point, state_view(story, story.state_of_outcome[end.outcome]));
    if (!base) base = amount;
    sum += Wide{end.likelier} * (amount - *base);
  }
  return sum;
}

}  // namespace

LineReasons reasons_by_line(const Position& position, const std::vector<OptionPair>& pairs) {
  const WidePoint point = wide_point_of(*position.model, *position.parameters);
  const std::vector<EndShift> ends = shifts_of_ends(position.compiled->game, shifts_by(position, pairs));
  LineReasons reasons;
  Wide total;
  for (const PayoffTerm& line : position.model->payoffs[actor_of(position, pairs)]) {
    const Wide added = added_by(line, point, position.compiled->story, ends);
    reasons.by_line.push_back(static_cast<double>(added));
    total += added;
  }
  reasons.total = static_cast<double>(total);
  return reasons;
}

}  // namespace demarche
