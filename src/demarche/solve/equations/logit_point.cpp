#include "demarche/solve/equations/logit_point.h"

#include "demarche/solve/equations/exponential.h"
#include "demarche/solve/equations/form.h"
#include "demarche/solve/equations/log_odds.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

using Set = LogitShape::Set;

// A set counts as mixed where its likeliest move leaves this much to the others.
constexpr double mixed = 1e-9;

// What the logs of a set have in common, after a long step, is taken off first where it is so large that what tells
// them apart would be rounded beside it.
constexpr double large_shift = 1000;

void take_off_shift(const Set& set, double* logs) {
  const double high = *std::max_element(logs, logs + set.num_actions);
  if (!(std::abs(high) > large_shift) || !std::isfinite(high)) return;
  for (std::size_t a = 0; a < set.num_actions; ++a) logs[a] -= high;
}

void normalise(const Set& set, std::size_t set_row, LogitPoint& point) {
  double* logs = point.logs.data() + set.first_action;
  take_off_shift(set, logs);
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

void measure_gain(const Set& set, LogitPoint& point) {
  const double* values = point.action_values.data() + set.first_action;
  const double* probabilities = point.probabilities.data() + set.first_action;
  const double best = *std::max_element(values, values + set.num_actions);
  double gain = 0;
  for (std::size_t a = 0; a < set.num_actions; ++a) gain += probabilities[a] * (best - values[a]);
  point.max_gain = std::max(point.max_gain, gain);
}

// The residual in log-odds that rounding alone can make: log-reaches of size m are known to m x epsilon, beliefs and so
// values with them, and the precision multiplies that.
double rounding_error(std::size_t set_row, const LogitPoint& point) {
  return std::numeric_limits<double>::epsilon() * (1 + point.precision) * point.reach_sizes[set_row];
}

void measure_residual(const Set& set, std::size_t set_row, LogitPoint& point) {
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
  const double rounding = rounding_error(set_row, point);
  if (!(worst <= 16 * rounding)) point.max_residual = std::max(point.max_residual, worst);
  if (1 - point.probabilities[set.first_action + top] > mixed) point.rounding = std::max(point.rounding, rounding);
  point.max_choice_residual = std::max(point.max_choice_residual, mass);
}

}  // namespace

LogitPoint uniform_point(const LogitShape& shape, const LogitStakes& stakes) {
  LogitPoint point;
  point.logs.assign(shape.num_actions + shape.num_odds, 0.0);
  point.probabilities.assign(shape.num_actions + shape.num_odds, 0.0);
  point.action_values.assign(shape.num_actions, 0.0);
  point.likeliest.assign(shape.sets.size(), 0);
  point.reach_sizes.assign(shape.sets.size(), 1.0);
  point.residuals.assign(shape.num_unknowns, 0.0);
  rebind(shape, stakes, point);
  return point;
}

void rebind(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  const auto at = static_cast<std::ptrdiff_t>(shape.num_actions);
  std::copy(stakes.log_odds.begin(), stakes.log_odds.end(), point.logs.begin() + at);
  std::copy(stakes.odds.begin(), stakes.odds.end(), point.probabilities.begin() + at);
  point.values = stakes.values;
  point.counterweights = stakes.counterweights;
  point.end_weights = stakes.end_weights;
  shape.form->lay_out(shape, stakes, point);
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
  shape.form->walk(shape, stakes, point);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const Set& set = shape.sets[s];
    measure_gain(set, point);
    measure_residual(set, s, point);
  }
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

std::vector<double> precision_pull(const LogitShape& shape, const LogitPoint& point) {
  std::vector<double> pull(shape.num_unknowns, 0.0);
  const std::vector<double> slopes = shape.form->action_slopes(shape, point);
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

void apply_jacobian(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& point,
                    const std::vector<double>& log_odds, std::vector<double>& residual_changes) {
  const std::vector<double> changes = log_changes(shape, point, log_odds);
  const std::vector<double> actions = shape.form->action_changes(shape, stakes, point, changes);
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
