#include "demarche/study/why_probability.h"

#include "demarche/base/never.h"
#include "demarche/reasons/move_weights.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_histories_told = 5;

// The value that each action of a move stands for.
ValueIndex value_of_action(const Compiled& compiled, const Infoset& infoset, std::size_t k, VariableId move) {
  const NodeId history = members_of(compiled.game, infoset).front();
  const NodeId next = child(compiled.game.nodes[history], k);
  return state_view(compiled.story, compiled.story.state_of[next])[move.value];
}

VariableId move_at(const Compiled& compiled, const Infoset& infoset) {
  const NodeId history = members_of(compiled.game, infoset).front();
  return compiled.story.sites[compiled.story.site_of[history]].variable;
}

// Calls `act(action, value)` for every option of every information set of a move.
template <class Act>
void for_each_option(const Compiled& compiled, VariableId move, const Act& act) {
  for (std::size_t row = 0; row < compiled.game.infosets.size(); ++row) {
    const Infoset& infoset = compiled.game.infosets[InfosetId{row}];
    if (move_at(compiled, infoset) != move) continue;
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      act(InfosetId{row}, ActionId{infoset.first_action.value + k}, value_of_action(compiled, infoset, k, move));
    }
  }
}

std::vector<MoveWeight> weights_of(const Outlook& outlook, const Strategy& strategy, const MoveSlopes& slopes,
                                   VariableId move) {
  const Compiled& compiled = *outlook.position.compiled;
  const std::vector<double> chances = chances_of_move(outlook, strategy, move);
  std::vector<MoveWeight> weights;
  for (std::size_t value = 0; value < chances.size(); ++value)
    weights.push_back({move, static_cast<ValueIndex>(value), chances[value], 0});
  for_each_option(compiled, move, [&](InfosetId infoset, ActionId action, ValueIndex value) {
    weights[value].derivative += slope_by_log_odds(compiled.game, strategy, slopes, infoset, action);
  });
  // Of two options what the one adds the other takes away.
  if (weights.size() == 2) weights.erase(weights.begin() + (weights[0].derivative < 0 ? 0 : 1));
  return weights;
}

std::vector<MoveWeight> all_weights(const Outlook& outlook, const Strategy& strategy, const MoveSlopes& slopes) {
  const Model& model = *outlook.position.model;
  std::vector<MoveWeight> all;
  for (std::size_t row = 0; row < model.variables.size(); ++row) {
    if (model.variables[VariableId{row}].kind != VariableKind::Move) continue;
    for (const MoveWeight& weight : weights_of(outlook, strategy, slopes, VariableId{row})) all.push_back(weight);
  }
  std::ranges::sort(all, [](const MoveWeight& a, const MoveWeight& b) {
    const double one = std::abs(a.derivative);
    const double other = std::abs(b.derivative);
    if (one != other) return one > other;
    return a.move != b.move ? a.move < b.move : a.value < b.value;
  });
  return all;
}

std::vector<EventHistory::Settled> steps_to(const Compiled& compiled, NodeId end) {
  std::vector<EventHistory::Settled> steps;
  for (NodeId at = end; compiled.game.nodes[at].parent != none<NodeTag>; at = compiled.game.nodes[at].parent) {
    const NodeId before = compiled.game.nodes[at].parent;
    if (compiled.game.nodes[before].num_children == 1) continue;
    const VariableId variable = compiled.story.sites[compiled.story.site_of[before]].variable;
    steps.push_back({variable, state_view(compiled.story, compiled.story.state_of[at])[variable.value]});
  }
  std::ranges::reverse(steps);
  return steps;
}

void tell_histories(const Outlook& outlook, const Endings& endings, const Quantity& quantity,
                    ProbabilityReasons& reasons) {
  std::vector<std::size_t> met;
  std::vector<double> logs;  // an event may be rarer than doubles can say
  for (std::size_t k = 0; k < endings.nodes.size(); ++k) {
    if (number_at(outlook, quantity, endings.nodes[k]) == 0) continue;
    met.push_back(k);
    logs.push_back(endings.logs[k]);
  }
  const double log_total = log_sum_exp(logs);
  reasons.num_histories = met.size();
  std::ranges::sort(met, [&](std::size_t a, std::size_t b) {
    return endings.logs[a] != endings.logs[b] ? endings.logs[a] > endings.logs[b] : a < b;
  });
  met.resize(std::min(met.size(), most_histories_told));
  for (const std::size_t k : met) {
    reasons.histories.push_back(
        {steps_to(*outlook.position.compiled, endings.nodes[k]), std::exp(endings.logs[k] - log_total)});
  }
}

}  // namespace

std::vector<double> chances_of_move(const Outlook& outlook, const Strategy& strategy, VariableId move) {
  const Compiled& compiled = *outlook.position.compiled;
  std::vector<double> logs_of_sets(compiled.game.infosets.size(), never);
  double top = never;
  for_each_option(compiled, move, [&](InfosetId infoset, ActionId, ValueIndex) {
    double& log = logs_of_sets[infoset.value];
    if (log != never) return;
    std::vector<double> logs;
    for (const NodeId node : members_of(compiled.game, compiled.game.infosets[infoset]))
      logs.push_back(outlook.log_reach(node));
    log = log_sum_exp(logs);
    top = std::max(top, log);
  });
  std::vector<double> chances(outlook.position.model->variables[move].values.size(), 0.0);
  double total = 0;
  for_each_option(compiled, move, [&](InfosetId infoset, ActionId action, ValueIndex value) {
    const double share = std::exp(logs_of_sets[infoset.value] - top) * probability(strategy, action);
    chances[value] += share;
    total += share;
  });
  for (double& chance : chances) chance /= total;
  return chances;
}

ProbabilityReasons reasons_of(const Outlook& outlook, const Strategy& strategy, const Quantity& quantity,
                              const Formula* given) {
  const Endings endings = endings_of(outlook, given);
  const MoveSlopes slopes =
      slopes_by_move(outlook.position, odds_of(outlook), slopes_by_end(outlook, endings, quantity));
  ProbabilityReasons reasons{all_weights(outlook, strategy, slopes), {}, 0};
  if (quantity.op == Quantity::Op::Probability) tell_histories(outlook, endings, quantity, reasons);
  return reasons;
}

}  // namespace demarche
