#include "demarche/study/position.h"

#include "demarche/base/never.h"

#include <cmath>
#include <limits>
#include <map>

namespace demarche {
namespace {

// The condition of a belief, read history by history.
struct Condition {
  const Formula* formula = nullptr;  // null: always true
  std::vector<VariableId> named;     // what must have happened for it to be settled by itself
  Table<NodeId, std::uint8_t> cannot_be_undone;
};

StateView state_at(const Outlook& outlook, NodeId node) {
  const Story& story = outlook.position.compiled->story;
  return state_view(story, story.state_of[node]);
}

bool holds_at(const Outlook& outlook, const Formula* formula, NodeId node) {
  return !formula || holds(*formula, outlook.point, state_at(outlook, node));
}

// True at a node where the condition holds at every ending below.
Table<NodeId, std::uint8_t> settled_nodes(const Outlook& outlook, const Formula* formula) {
  const Table<NodeId, Node>& nodes = outlook.position.compiled->game.nodes;
  Table<NodeId, std::uint8_t> settled(nodes.size(), 1);
  for (std::size_t row = nodes.size(); row-- > 0;) {
    const NodeId node{row};
    if (nodes[node].kind == NodeKind::Terminal && !holds_at(outlook, formula, node)) settled[node] = 0;
    if (!settled[node] && row > 0) settled[nodes[node].parent] = 0;
  }
  return settled;
}

Condition read_condition(const Outlook& outlook, const Formula* given) {
  Condition condition{given, {}, settled_nodes(outlook, given)};
  if (given) condition.named = variables_of(*given);
  return condition;
}

// Whether the history that ends here is one at which the condition is met and the trait is drawn.
bool is_met(const Outlook& outlook, const Condition& condition, VariableId trait, NodeId node) {
  const StateView state = state_at(outlook, node);
  if (state[trait.value] == has_not_happened || !holds_at(outlook, condition.formula, node)) return false;
  if (condition.cannot_be_undone[node]) return true;
  for (const VariableId variable : condition.named) {
    if (state[variable.value] == has_not_happened) return false;
  }
  return true;
}

ObservationId seen_by(const Outlook& outlook, NodeId node, ActorId actor) {
  const Compiled& compiled = *outlook.position.compiled;
  return compiled.story.seen[std::size_t{node.value} * compiled.game.num_actors + actor.value];
}

// The first nodes, on each history, of those marked: marked nodes none of whose ancestors is marked.
std::vector<NodeId> first_of(const Game& game, const Table<NodeId, std::uint8_t>& marked) {
  Table<NodeId, std::uint8_t> passed(marked.size(), 0);
  std::vector<NodeId> first;
  for (std::size_t row = 0; row < marked.size(); ++row) {
    const NodeId node{row};
    const bool before = row > 0 && passed[game.nodes[node].parent];
    if (marked[node] && !before) first.push_back(node);
    passed[node] = before || marked[node];
  }
  return first;
}

// Log-mass of each value of the trait among the histories at which the believer had seen just this.
using Masses = std::vector<double>;

void add_log(double& mass, double log) {
  const double top = std::max(mass, log);
  if (top == never) return;
  mass = top + std::log(std::exp(mass - top) + std::exp(log - top));
}

// What the believer holds is about all histories it cannot tell from the one it is at, whether they meet the condition
// or not: each counts once, at the first node where its list of observations stands as it is, the trait being drawn.
std::map<ObservationId, Masses> masses_of(const Outlook& outlook, ActorId believer, VariableId trait,
                                          const std::map<ObservationId, double>& places) {
  const Game& game = outlook.position.compiled->game;
  const std::size_t num_values = outlook.position.model->variables[trait].values.size();
  std::map<ObservationId, Masses> masses;
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const NodeId node{row};
    const ValueIndex value = state_at(outlook, node)[trait.value];
    const ObservationId seen = seen_by(outlook, node, believer);
    if (value == has_not_happened || !places.contains(seen)) continue;
    const bool stood_here_before = row > 0 && seen_by(outlook, game.nodes[node].parent, believer) == seen &&
                                   state_at(outlook, game.nodes[node].parent)[trait.value] != has_not_happened;
    if (stood_here_before) continue;
    Masses& mass = masses.try_emplace(seen, num_values, never).first->second;
    add_log(mass[value], outlook.log_reaches[node]);
  }
  return masses;
}

}  // namespace

Belief belief_of(const Outlook& outlook, ActorId believer, VariableId trait, const Formula* given) {
  const Game& game = outlook.position.compiled->game;
  const Condition condition = read_condition(outlook, given);
  Table<NodeId, std::uint8_t> met(game.nodes.size(), 0);
  for (std::size_t row = 0; row < met.size(); ++row) met[NodeId{row}] = is_met(outlook, condition, trait, NodeId{row});

  std::map<ObservationId, double> places;
  double total = never;
  for (const NodeId node : first_of(game, met)) {
    add_log(places.try_emplace(seen_by(outlook, node, believer), never).first->second, outlook.log_reaches[node]);
    add_log(total, outlook.log_reaches[node]);
  }
  const std::size_t num_values = outlook.position.model->variables[trait].values.size();
  if (total == never) return {std::vector<double>(num_values, std::numeric_limits<double>::quiet_NaN()), never};

  std::vector<double> shares(num_values, 0);
  for (const auto& [seen, masses] : masses_of(outlook, believer, trait, places)) {
    const double all = log_sum_exp(masses);
    const double weight = std::exp(places.at(seen) - total);
    for (std::size_t value = 0; weight > 0 && value < num_values; ++value) {
      shares[value] += weight * std::exp(masses[value] - all);
    }
  }
  return {shares, total};
}

Belief belief_of(const Solved& solved, ActorId believer, VariableId trait, const Formula* given) {
  return belief_of(look_ahead(position_of(solved), solved.solution.strategy), believer, trait, given);
}

}  // namespace demarche
