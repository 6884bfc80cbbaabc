#include "demarche/solve/logit_point.h"

#include "demarche/solve/exponential.h"
#include "demarche/solve/public_point.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <ranges>

namespace demarche {

namespace {

using Set = LogitShape::Set;
using Inner = LogitShape::Inner;

// A set counts as mixed where its likeliest move leaves this much to the others.
constexpr double mixed = 1e-9;

void normalise(const Set& set, std::size_t set_row, LogitPoint& point) {
  double* logs = point.logs.data() + set.first_action;
  const double* top = std::max_element(logs, logs + set.num_actions);
  point.likeliest[set_row] = static_cast<std::uint32_t>(top - logs);
  const double high = *top;
  double sum = 0;
  double* probabilities = point.probabilities.data() + set.first_action;
  for (std::size_t a = 0; a < set.num_actions; ++a) sum += probabilities[a] = share_of(logs[a] - high);
  const double log_sum = high + std::log(sum);
  for (std::size_t a = 0; a < set.num_actions; ++a) {
    logs[a] -= log_sum;
    probabilities[a] /= sum;
  }
}

void reach_forward(const LogitShape& shape, LogitPoint& point) {
  point.reaches[0] = 0;
  for (const Inner& inner : shape.inner) {
    const double here = point.reaches[inner.node];
    const double* logs = point.logs.data() + inner.first_coefficient;
    double* below = point.reaches.data() + inner.first_child;
    for (std::size_t k = 0; k < inner.num_children; ++k) below[k] = here + logs[k];
  }
}

void believe(const LogitShape& shape, const LogitStakes& stakes, const Set& set, LogitPoint& point) {
  const std::size_t end = set.first_member + set.num_members;
  double high = -std::numeric_limits<double>::infinity();
  for (std::size_t row = set.first_member; row < end; ++row)
    if (stakes.possible[row]) high = std::max(high, point.reaches[shape.members[row].node]);
  double sum = 0;
  for (std::size_t row = set.first_member; row < end; ++row) {
    const double weight = stakes.possible[row] ? share_of(point.reaches[shape.members[row].node] - high) : 0.0;
    point.beliefs[row] = weight;
    sum += weight;
  }
  for (std::size_t row = set.first_member; row < end; ++row) point.beliefs[row] /= sum;
}

// From values [node x num_actors + actor] at the ends to those of all nodes; few actors at a time stay in registers.
template <std::size_t num_actors>
void value_backward_for(const LogitShape& shape, const LogitPoint& point, std::vector<double>& values) {
  for (const Inner& inner : shape.inner | std::views::reverse) {
    const double* below = values.data() + inner.first_child * num_actors;
    const double* probabilities = point.probabilities.data() + inner.first_coefficient;
    std::array<double, num_actors> here{};
    for (std::size_t k = 0; k < inner.num_children; ++k, below += num_actors)
      for (std::size_t i = 0; i < num_actors; ++i) here[i] += probabilities[k] * below[i];
    std::copy(here.begin(), here.end(), values.begin() + static_cast<std::ptrdiff_t>(inner.node * num_actors));
  }
}

void value_backward(const LogitShape& shape, const LogitPoint& point, std::vector<double>& values) {
  const std::size_t num_actors = shape.num_actors;
  if (num_actors == 2) return value_backward_for<2>(shape, point, values);
  if (num_actors == 3) return value_backward_for<3>(shape, point, values);
  for (const Inner& inner : shape.inner | std::views::reverse) {
    double* here = values.data() + inner.node * num_actors;
    const double* below = values.data() + inner.first_child * num_actors;
    const double* probabilities = point.probabilities.data() + inner.first_coefficient;
    std::fill(here, here + num_actors, 0.0);
    for (std::size_t k = 0; k < inner.num_children; ++k)
      for (std::size_t i = 0; i < num_actors; ++i) here[i] += probabilities[k] * below[k * num_actors + i];
  }
}

// `actions` [action]: what a set's moves are worth by values [node x num_actors + actor].
void value_actions(const LogitShape& shape, const Set& set, const LogitPoint& point,
                   const std::vector<double>& node_values, std::vector<double>& actions) {
  double* values = actions.data() + set.first_action;
  std::fill(values, values + set.num_actions, 0.0);
  for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
    const double belief = point.beliefs[row];
    if (belief == 0) continue;
    const double* below = node_values.data() + shape.members[row].first_child * shape.num_actors + set.actor;
    for (std::size_t a = 0; a < set.num_actions; ++a) values[a] += belief * below[a * shape.num_actors];
  }
}

void settle_ends(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  evaluate(*shape.settled, stakes, point.precision, point.settled);
  point.max_gain = point.settled.max_gain;
  for (const SettledPlay::End& end : shape.settled->ends)
    point.values[end.value] = stakes.values[end.value] + point.settled.values[end.entry];
}

void walk(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  if (shape.settled) settle_ends(shape, stakes, point);
  reach_forward(shape, point);
  value_backward(shape, point, point.values);
  for (const Set& set : shape.sets) {
    believe(shape, stakes, set, point);
    value_actions(shape, set, point, point.values, point.action_values);
  }
}

void measure_gain(const Set& set, LogitPoint& point) {
  const double* values = point.action_values.data() + set.first_action;
  const double* probabilities = point.probabilities.data() + set.first_action;
  const double best = *std::max_element(values, values + set.num_actions);
  double gain = 0;
  for (std::size_t a = 0; a < set.num_actions; ++a) gain += probabilities[a] * (best - values[a]);
  point.max_gain = std::max(point.max_gain, gain);
}

// The residual in log-odds that rounding alone can make: log-reaches of size m are known to m x epsilon, beliefs and so
// values with them, and the precision multiplies that. Where a set has one history there is nothing to believe but it.
double rounding_error(const LogitShape& shape, const Set& set, const LogitPoint& point) {
  double size = 1;
  if (set.num_members == 1) return std::numeric_limits<double>::epsilon() * (1 + point.precision);
  if (shape.open) size = std::max(size, -point.public_reaches[set.first_member]);
  for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row)
    if (point.beliefs[row] > 1e-17) size = std::max(size, -point.reaches[shape.members[row].node]);
  return std::numeric_limits<double>::epsilon() * (1 + point.precision) * size;
}

void measure_residual(const LogitShape& shape, const Set& set, std::size_t set_row, LogitPoint& point) {
  const double* logs = point.logs.data() + set.first_action;
  const double* values = point.action_values.data() + set.first_action;
  const std::size_t top = point.likeliest[set_row];
  double* residual = point.residuals.data() + set.first_unknown;
  double worst = 0;
  double mass = 0;
  for (std::size_t a = 0; a < set.num_actions; ++a) {
    if (a == top) continue;
    *residual = (logs[a] - logs[top]) - point.precision * (values[a] - values[top]);
    if (!point.tilts.empty()) *residual -= point.tilts[set.first_action + a] - point.tilts[set.first_action + top];
    worst = std::max(worst, std::abs(*residual));
    const double probability = point.probabilities[set.first_action + a];
    if (probability > 0) mass = std::max(mass, probability * std::abs(std::expm1(-*residual)));
    ++residual;
  }
  const double rounding = rounding_error(shape, set, point);
  if (!(worst <= 16 * rounding)) point.max_residual = std::max(point.max_residual, worst);
  if (1 - point.probabilities[set.first_action + top] > mixed) point.rounding = std::max(point.rounding, rounding);
  point.max_choice_residual = std::max(point.max_choice_residual, mass);
}

}  // namespace

LogitPoint uniform_point(const LogitShape& shape, const LogitStakes& stakes) {
  LogitPoint point;
  const std::size_t num_vectors = shape.open ? shape.num_nodes * shape.open->num_types : 0;
  point.logs.assign(shape.num_actions + shape.num_odds, 0.0);
  point.probabilities.assign(shape.num_actions + shape.num_odds, 0.0);
  point.reaches.assign(shape.open ? num_vectors : shape.num_nodes, 0.0);
  point.beliefs.assign(shape.open ? num_vectors : shape.members.size(), 0.0);
  point.public_reaches.assign(shape.open ? shape.num_nodes : 0, 0.0);
  point.public_moves.assign(shape.open ? shape.num_nodes : 0, 1.0);
  point.action_values.assign(shape.num_actions, 0.0);
  point.likeliest.assign(shape.sets.size(), 0);
  point.residuals.assign(shape.num_unknowns, 0.0);
  rebind(shape, stakes, point);
  return point;
}

void rebind(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  const auto at = static_cast<std::ptrdiff_t>(shape.num_actions);
  std::copy(stakes.log_odds.begin(), stakes.log_odds.end(), point.logs.begin() + at);
  std::copy(stakes.odds.begin(), stakes.odds.end(), point.probabilities.begin() + at);
  point.values = stakes.values;
  evaluate(shape, stakes, point);
}

void move_to(const LogitShape& shape, const LogitStakes& stakes, const LogitPlace& place, LogitPoint& point) {
  point.precision = place.precision;
  point.logs = place.logs;
  evaluate(shape, stakes, point);
}

void evaluate(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  point.max_residual = point.max_choice_residual = point.max_gain = point.rounding = 0;
  for (std::size_t s = 0; s < shape.sets.size(); ++s) normalise(shape.sets[s], s, point);
  if (shape.open) walk_in_public(shape, stakes, point);
  else walk(shape, stakes, point);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const Set& set = shape.sets[s];
    measure_gain(set, point);
    measure_residual(shape, set, s, point);
  }
}

std::vector<double> log_changes(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& log_odds) {
  std::vector<double> changes(shape.num_actions, 0.0);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const Set& set = shape.sets[s];
    const double* unknown = log_odds.data() + set.first_unknown;
    double mean = 0;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      if (a == point.likeliest[s]) continue;
      changes[set.first_action + a] = *unknown;
      mean += point.probabilities[set.first_action + a] * *unknown;
      ++unknown;
    }
    for (std::size_t a = 0; a < set.num_actions; ++a) changes[set.first_action + a] -= mean;
  }
  return changes;
}

Strategy strategy_at(const LogitShape& shape, const LogitPoint& point) {
  Strategy strategy;
  strategy.log_probability.resize(shape.settled ? shape.settled->num_actions : shape.num_actions);
  for (std::size_t a = 0; a < shape.num_actions; ++a)
    strategy.log_probability[ActionId{shape.settled ? shape.settled->kept_actions[a] : a}] = point.logs[a];
  if (!shape.settled) return strategy;
  for (const SettledPlay::Rule& rule : shape.settled->rules) {
    const SettledPlay::Entry& entry = shape.settled->entries[rule.entry];
    for (std::size_t k = 0; k < entry.num_parts; ++k)
      strategy.log_probability[ActionId{rule.first_action + k}] = point.settled.logs[entry.first_part + k];
  }
  return strategy;
}

void take_strategy(const LogitShape& shape, const Strategy& strategy, LogitPoint& point) {
  for (std::size_t a = 0; a < shape.num_actions; ++a)
    point.logs[a] = strategy.log_probability[ActionId{shape.settled ? shape.settled->kept_actions[a] : a}];
}

namespace {

// The derivatives of action values by the precision, strategies held.
std::vector<double> settled_slopes(const LogitShape& shape, const LogitPoint& point) {
  std::vector<double> values(shape.num_nodes * shape.num_actors, 0.0);
  for (const SettledPlay::End& end : shape.settled->ends) values[end.value] = point.settled.slopes[end.entry];
  value_backward(shape, point, values);
  std::vector<double> actions(shape.num_actions, 0.0);
  for (const Set& set : shape.sets) value_actions(shape, set, point, values, actions);
  return actions;
}

}  // namespace

std::vector<double> precision_pull(const LogitShape& shape, const LogitPoint& point) {
  std::vector<double> pull(shape.num_unknowns, 0.0);
  const std::vector<double> slopes = shape.settled ? settled_slopes(shape, point) : std::vector<double>{};
  const auto pull_of = [&](std::size_t action) {
    return point.action_values[action] + (slopes.empty() ? 0.0 : point.precision * slopes[action]);
  };
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const Set& set = shape.sets[s];
    double* unknown = pull.data() + set.first_unknown;
    const double top = pull_of(set.first_action + point.likeliest[s]);
    for (std::size_t a = 0; a < set.num_actions; ++a)
      if (a != point.likeliest[s]) *unknown++ = pull_of(set.first_action + a) - top;
  }
  return pull;
}

std::vector<double> reach_changes(const LogitShape& shape, const std::vector<double>& changes) {
  std::vector<double> result(shape.num_nodes, 0.0);
  for (const Inner& inner : shape.inner) {
    const bool chance = inner.first_coefficient >= shape.num_actions;
    for (std::size_t k = 0; k < inner.num_children; ++k)
      result[inner.first_child + k] = result[inner.node] + (chance ? 0.0 : changes[inner.first_coefficient + k]);
  }
  return result;
}

namespace {

// Changes of the values of all nodes [node x num_actors + actor] under changes of log p [action].
std::vector<double> value_changes(const LogitShape& shape, const LogitPoint& point,
                                  const std::vector<double>& changes) {
  const std::size_t num_actors = shape.num_actors;
  std::vector<double> result(shape.num_nodes * num_actors, 0.0);
  for (const Inner& inner : shape.inner | std::views::reverse) {
    const bool chance = inner.first_coefficient >= shape.num_actions;
    double* here = result.data() + inner.node * num_actors;
    for (std::size_t k = 0; k < inner.num_children; ++k) {
      const double change = chance ? 0.0 : changes[inner.first_coefficient + k];
      const double probability = point.probabilities[inner.first_coefficient + k];
      const std::size_t below = (inner.first_child + k) * num_actors;
      for (std::size_t i = 0; i < num_actors; ++i)
        here[i] += probability * (result[below + i] + change * point.values[below + i]);
    }
  }
  return result;
}

// Adds the changes of one set's action values to `actions`, under changes of log reach [node] and of value [node x
// actor].
void add_action_changes(const LogitShape& shape, const LogitPoint& point, const Set& set,
                        const std::vector<double>& reaches, const std::vector<double>& values,
                        std::vector<double>& actions) {
  const std::size_t end = set.first_member + set.num_members;
  double mean = 0;
  for (std::size_t row = set.first_member; row < end; ++row)
    mean += point.beliefs[row] * reaches[shape.members[row].node];
  for (std::size_t row = set.first_member; row < end; ++row) {
    const double belief = point.beliefs[row];
    const double turn = reaches[shape.members[row].node] - mean;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      const std::size_t below = (shape.members[row].first_child + a) * shape.num_actors + set.actor;
      const double centred = point.values[below] - point.action_values[set.first_action + a];
      actions[set.first_action + a] += belief * (values[below] + turn * centred);
    }
  }
}

std::vector<double> action_changes(const LogitShape& shape, const LogitPoint& point,
                                   const std::vector<double>& changes) {
  const std::vector<double> reaches = reach_changes(shape, changes);
  const std::vector<double> values = value_changes(shape, point, changes);
  std::vector<double> actions(shape.num_actions, 0.0);
  for (const Set& set : shape.sets) add_action_changes(shape, point, set, reaches, values, actions);
  return actions;
}

}  // namespace

void apply_jacobian(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                    const std::vector<double>& log_odds, std::vector<double>& residual_changes) {
  const std::vector<double> changes = log_changes(shape, point, log_odds);
  const std::vector<double> actions =
      shape.open ? action_changes_in_public(shape, stakes, point, changes) : action_changes(shape, point, changes);
  residual_changes.resize(shape.num_unknowns);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const Set& set = shape.sets[s];
    const std::size_t top = point.likeliest[s];
    std::size_t unknown = set.first_unknown;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      if (a == top) continue;
      const double pull = actions[set.first_action + a] - actions[set.first_action + top];
      residual_changes[unknown] = log_odds[unknown] - point.precision * pull;
      ++unknown;
    }
  }
}

}  // namespace demarche
