#include "demarche/seats/ends_ahead.h"

#include "demarche/reasons/choice.h"

#include <algorithm>

namespace demarche {
namespace {

struct WeighedEnd {
  OutcomeId outcome;
  double probability = 0;
  double payoff = 0;
};

// Where the histories of a set lead from an option on, the worst for the actor first.
std::vector<WeighedEnd> ends_of_option(const Solved& solved, InfosetId id, std::size_t option) {
  const Game& game = solved.compiled.game;
  const Infoset& infoset = game.infosets[id];
  const Position position = position_of(solved);
  Table<NodeId, double> reach(game.nodes.size(), 0.0);
  for (std::size_t row = infoset.first_member; row < infoset.first_member + infoset.num_members; ++row)
    reach[child(game.nodes[game.members[row]], option)] += solved.certificate.beliefs[row];
  Table<OutcomeId, double> of_outcome(game.num_outcomes, 0.0);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {  // parents come before children
    const Node& node = game.nodes[NodeId{at}];
    const double here = reach[NodeId{at}];
    if (here == 0) continue;
    if (node.kind == NodeKind::Terminal) of_outcome[node.outcome()] += here;
    for (std::size_t k = 0; k < node.num_children; ++k)
      reach[child(node, k)] += here * chance_of_move(position, node, k, infoset.actor);
  }
  std::vector<WeighedEnd> ends;
  for (std::size_t row = 0; row < of_outcome.size(); ++row) {
    const OutcomeId outcome{row};
    if (of_outcome[outcome] > 0)
      ends.push_back({outcome, of_outcome[outcome], payoff(game, solved.stakes, outcome, infoset.actor)});
  }
  std::ranges::sort(ends, [](const WeighedEnd& one, const WeighedEnd& other) {
    return one.payoff != other.payoff ? one.payoff < other.payoff : one.outcome < other.outcome;
  });
  return ends;
}

std::vector<double> quantiles_of(const std::vector<WeighedEnd>& ends) {
  std::vector<double> quantiles;
  for (const double share : shares_of_quantiles) {
    double sum = 0;
    std::size_t k = 0;
    while (k + 1 < ends.size() && (sum += ends[k].probability) < share) ++k;
    quantiles.push_back(ends[k].payoff);
  }
  return quantiles;
}

void take_levels(EndsAhead& ahead, const Solved& solved, const std::vector<WeighedEnd>& ends) {
  const Story& story = solved.compiled.story;
  for (const VariableId scale : scales_of(solved.model)) {
    std::vector<double>& shares = ahead.levels.emplace_back(solved.model.variables[scale].values.size(), 0.0);
    for (const WeighedEnd& end : ends) {
      const ValueIndex level = state_view(story, story.state_of_outcome[end.outcome])[scale.value];
      if (level < shares.size()) shares[level] += end.probability;
    }
  }
}

void take_events(EndsAhead& ahead, const Solved& solved, const std::vector<WeighedEnd>& ends) {
  const Story& story = solved.compiled.story;
  const Point point = point_of(solved.model, solved.parameters);
  for (const std::size_t row : events_of(solved.model)) {
    double& share = ahead.events.emplace_back(0.0);
    for (const WeighedEnd& end : ends) {
      const StateView state = state_view(story, story.state_of_outcome[end.outcome]);
      if (holds(solved.model.definitions[row].formula, point, state)) share += end.probability;
    }
  }
}

}  // namespace

std::vector<VariableId> scales_of(const Model& model) {
  std::vector<VariableId> scales;
  for (std::size_t row = 0; row < model.variables.size(); ++row) {
    if (model.variables[VariableId{row}].kind == VariableKind::Scale) scales.push_back(VariableId{row});
  }
  return scales;
}

std::vector<std::size_t> events_of(const Model& model) {
  std::vector<std::size_t> events;
  for (std::size_t row = 0; row < model.definitions.size(); ++row) {
    if (model.definitions[row].is_event) events.push_back(row);
  }
  return events;
}

EndsAhead ends_after(const Solved& solved, InfosetId infoset, std::size_t option, double got) {
  const std::vector<WeighedEnd> ends = ends_of_option(solved, infoset, option);
  EndsAhead ahead;
  for (const WeighedEnd& end : ends) {
    ahead.mean += end.probability * end.payoff;
    if (end.payoff < got) ahead.worse += end.probability;
  }
  ahead.quantiles = quantiles_of(ends);
  take_levels(ahead, solved, ends);
  take_events(ahead, solved, ends);
  return ahead;
}

}  // namespace demarche
