#include "demarche/study/position.h"

#include "demarche/base/never.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

ValueIndex value_at(const Outlook& outlook, VariableId trait, NodeId node) {
  const Story& story = outlook.position.compiled->story;
  return state_view(story, story.state_of[node])[trait.value];
}

// The log-probability that one of these nodes is reached; all of them lie on different histories.
double log_reach_of(const Outlook& outlook, const std::vector<NodeId>& nodes) {
  double top = never;
  for (const NodeId node : nodes) top = std::max(top, outlook.log_reach(node));
  if (top == never) return never;
  double sum = 0;
  for (const NodeId node : nodes) sum += std::exp(outlook.log_reach(node) - top);
  return top + std::log(sum);
}

bool is_possible(const Outlook& outlook, const std::vector<NodeId>& nodes) {
  return std::ranges::any_of(nodes, [&](NodeId node) { return outlook.log_reach(node) != never; });
}

// Bayes' rule over the histories that the believer cannot tell apart.
std::vector<double> shares_at(const Outlook& outlook, const BeliefPlace& place, VariableId trait) {
  const Variable& variable = outlook.position.model->variables[trait];
  std::vector<double> shares(values_held(variable).size(), 0.0);
  double top = never;
  for (const NodeId node : place.alike) top = std::max(top, outlook.log_reach(node));
  double total = 0;
  for (const NodeId node : place.alike) {
    const double share = std::exp(outlook.log_reach(node) - top);
    const ValueIndex value = value_at(outlook, trait, node);
    shares[value == has_not_happened ? variable.values.size() : value] += share;
    total += share;
  }
  for (double& share : shares) share /= total;
  return shares;
}

}  // namespace

bool may_be_unsettled(const Variable& variable) { return variable.kind != VariableKind::Trait; }

std::vector<std::string> values_held(const Variable& variable) {
  std::vector<std::string> names;
  for (const Value& value : variable.values) names.push_back(value.name);
  if (may_be_unsettled(variable)) names.emplace_back(not_yet);
  return names;
}

Belief belief_of(const Outlook& outlook, const BeliefPlaces& places, VariableId trait) {
  const std::size_t num_values = values_held(outlook.position.model->variables[trait]).size();
  Belief belief{std::vector<double>(num_values, 0.0), never, {}};
  const std::vector<BeliefPlace>& asked = is_possible(outlook, places.unmet) ? places.met : places.start;
  std::vector<double> logs;
  for (const BeliefPlace& place : asked) logs.push_back(log_reach_of(outlook, place.asked));
  belief.log_condition = log_sum_exp(logs);
  if (belief.log_condition == never) {
    std::ranges::fill(belief.shares, std::numeric_limits<double>::quiet_NaN());
    return belief;
  }
  for (std::size_t row = 0; row < asked.size(); ++row) {
    const double weight = std::exp(logs[row] - belief.log_condition);
    if (weight == 0) continue;
    belief.places.push_back({&asked[row], weight, shares_at(outlook, asked[row], trait)});
    for (std::size_t value = 0; value < num_values; ++value) {
      belief.shares[value] += weight * belief.places.back().shares[value];
    }
  }
  return belief;
}

}  // namespace demarche
