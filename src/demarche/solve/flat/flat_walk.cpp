#include "demarche/solve/flat/flat_walk.h"

#include "demarche/solve/equations/exponential.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <ranges>
#include <span>

namespace demarche {
namespace {

using Set = LogitShape::Set;
using Inner = LogitShape::Inner;

// Rows of inner nodes from one on up to another.
std::span<const Inner> stretch(const LogitShape& shape, std::size_t first, std::size_t end) {
  return std::span(shape.inner).subspan(first, end - first);
}

// A history that stands for others is met with the probability of all ways into it.
void join_ways(const LogitShape& shape, const LogitStakes& stakes, const LogitShape::Merge& merge, LogitPoint& point) {
  const std::size_t end = merge.first_way + merge.num_ways;
  double high = -std::numeric_limits<double>::infinity();
  for (std::size_t way = merge.first_way; way < end; ++way)
    if (stakes.possible_ways[way]) high = std::max(high, point.reaches[shape.ways[way].node]);
  double sum = 0;
  for (std::size_t way = merge.first_way; way < end; ++way) {
    const double reach = point.reaches[shape.ways[way].node];
    sum += point.shares_of_ways[way] = stakes.possible_ways[way] ? share_of(reach - high) : 0.0;
  }
  for (std::size_t way = merge.first_way; way < end; ++way) point.shares_of_ways[way] /= sum;
  point.reaches[shape.inner[merge.inner].node] = high + std::log(sum);
}

void pass_reaches(std::span<const Inner> rows, LogitPoint& point) {
  for (const Inner& inner : rows) {
    const double here = point.reaches[inner.node];
    const double* logs = point.logs.data() + inner.first_coefficient;
    double* below = point.reaches.data() + inner.first_child;
    for (std::size_t k = 0; k < inner.num_children; ++k) below[k] = here + logs[k];
  }
}

void reach_forward(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  point.reaches[0] = 0;
  std::size_t row = 0;
  for (const LogitShape::Merge& merge : shape.merges) {
    pass_reaches(stretch(shape, row, merge.inner), point);
    join_ways(shape, stakes, merge, point);
    row = merge.inner;
  }
  pass_reaches(stretch(shape, row, shape.inner.size()), point);
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

// The same by the odds that the set's mover goes by itself.
void believe_by_own_odds(const LogitShape& shape, const LogitStakes& stakes, const Set& set, LogitPoint& point) {
  const std::size_t end = set.first_member + set.num_members;
  const auto reach = [&](std::size_t row) { return point.reaches[shape.members[row].node] + stakes.leans[row]; };
  double high = -std::numeric_limits<double>::infinity();
  for (std::size_t row = set.first_member; row < end; ++row)
    if (stakes.possible[row]) high = std::max(high, reach(row));
  double sum = 0;
  for (std::size_t row = set.first_member; row < end; ++row)
    sum += point.beliefs[row] = stakes.possible[row] ? share_of(reach(row) - high) : 0.0;
  for (std::size_t row = set.first_member; row < end; ++row) point.beliefs[row] /= sum;
}

// From values [node x num_actors + actor] at the ends to those of all nodes; few actors at a time stay in registers.
template <std::size_t num_actors>
void pass_values_of(std::span<const Inner> rows, const LogitPoint& point, std::vector<double>& values) {
  for (const Inner& inner : rows | std::views::reverse) {
    const double* below = values.data() + inner.first_child * num_actors;
    const double* probabilities = point.probabilities.data() + inner.first_coefficient;
    std::array<double, num_actors> here{};
    for (std::size_t k = 0; k < inner.num_children; ++k, below += num_actors)
      for (std::size_t i = 0; i < num_actors; ++i) here[i] += probabilities[k] * below[i];
    std::copy(here.begin(), here.end(), values.begin() + static_cast<std::ptrdiff_t>(inner.node * num_actors));
  }
}

void pass_values(std::span<const Inner> rows, std::size_t num_actors, const LogitPoint& point,
                 std::vector<double>& values) {
  if (num_actors == 2) return pass_values_of<2>(rows, point, values);
  if (num_actors == 3) return pass_values_of<3>(rows, point, values);
  for (const Inner& inner : rows | std::views::reverse) {
    double* here = values.data() + inner.node * num_actors;
    const double* below = values.data() + inner.first_child * num_actors;
    const double* probabilities = point.probabilities.data() + inner.first_coefficient;
    std::fill(here, here + num_actors, 0.0);
    for (std::size_t k = 0; k < inner.num_children; ++k)
      for (std::size_t i = 0; i < num_actors; ++i) here[i] += probabilities[k] * below[k * num_actors + i];
  }
}

// What a history that stands for others is worth counts for them, too; with what each adds, where there are shifts.
void pass_to_ways(const LogitShape& shape, const LogitShape::Merge& merge, const double* shifts,
                  std::vector<double>& values) {
  const double* from = values.data() + shape.inner[merge.inner].node * shape.num_actors;
  for (std::size_t way = merge.first_way + 1; way < merge.first_way + merge.num_ways; ++way) {
    double* to = values.data() + shape.ways[way].node * shape.num_actors;
    for (std::size_t i = 0; i < shape.num_actors; ++i)
      to[i] = from[i] + (shifts ? shifts[way * shape.num_actors + i] : 0.0);
  }
}

// `shifts`: those of ways, or null.
void value_backward(const LogitShape& shape, const LogitPoint& point, const double* shifts,
                    std::vector<double>& values) {
  std::size_t end = shape.inner.size();
  for (const LogitShape::Merge& merge : shape.merges | std::views::reverse) {
    pass_values(stretch(shape, merge.inner, end), shape.num_actors, point, values);
    pass_to_ways(shape, merge, shifts, values);
    end = merge.inner;
  }
  pass_values(stretch(shape, 0, end), shape.num_actors, point, values);
}

// `actions` [action]: what a set's moves are worth by values [node x num_actors + actor].
void value_actions(const LogitShape& shape, const Set& set, const LogitPoint& point,
                   const std::vector<double>& node_values, std::vector<double>& actions) {
  double* values = actions.data() + set.first_action;
  std::fill(values, values + set.num_actions, 0.0);
  for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row) {
    const double belief = point.beliefs[row];
    if (belief == 0) continue;
    const double weight = belief * counterweight(point, row);
    const double* below = node_values.data() + shape.members[row].first_child * shape.num_actors + set.actor;
    for (std::size_t a = 0; a < set.num_actions; ++a) values[a] += weight * below[a * shape.num_actors];
  }
}

void settle_ends(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  evaluate(*shape.settled, stakes, point.precision, point.settled);
  point.max_gain = point.settled.max_gain;
  for (const SettledPlay::End& end : shape.settled->ends)
    point.values[end.value] = stakes.values[end.value] + end_weight(point, end) * point.settled.values[end.entry];
}

// Where a set has one history there is nothing to believe but it.
double reach_size(const LogitShape& shape, const Set& set, const LogitPoint& point) {
  double size = 1;
  if (set.num_members == 1) return size;
  for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row)
    if (point.beliefs[row] > 1e-17) size = std::max(size, -point.reaches[shape.members[row].node]);
  return size;
}

void pass_value_changes(const LogitShape& shape, std::span<const Inner> rows, const LogitPoint& point,
                        const std::vector<double>& changes, std::vector<double>& result) {
  const std::size_t num_actors = shape.num_actors;
  for (const Inner& inner : rows | std::views::reverse) {
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
}

// Changes of the values of all nodes [node x num_actors + actor] under changes of log p [action].
std::vector<double> value_changes(const LogitShape& shape, const LogitPoint& point,
                                  const std::vector<double>& changes) {
  std::vector<double> result(shape.num_nodes * shape.num_actors, 0.0);
  std::size_t end = shape.inner.size();
  for (const LogitShape::Merge& merge : shape.merges | std::views::reverse) {
    pass_value_changes(shape, stretch(shape, merge.inner, end), point, changes, result);
    pass_to_ways(shape, merge, nullptr, result);
    end = merge.inner;
  }
  pass_value_changes(shape, stretch(shape, 0, end), point, changes, result);
  return result;
}

void pass_reach_changes(const LogitShape& shape, std::span<const Inner> rows, const std::vector<double>& changes,
                        std::vector<double>& result) {
  for (const Inner& inner : rows) {
    const bool chance = inner.first_coefficient >= shape.num_actions;
    for (std::size_t k = 0; k < inner.num_children; ++k)
      result[inner.first_child + k] = result[inner.node] + (chance ? 0.0 : changes[inner.first_coefficient + k]);
  }
}

std::vector<double> reach_changes(const LogitShape& shape, const LogitPoint& point,
                                  const std::vector<double>& changes) {
  std::vector<double> result(shape.num_nodes, 0.0);
  std::size_t row = 0;
  for (const LogitShape::Merge& merge : shape.merges) {
    pass_reach_changes(shape, stretch(shape, row, merge.inner), changes, result);
    row = merge.inner;
    double joint = 0;
    for (std::size_t way = merge.first_way; way < merge.first_way + merge.num_ways; ++way)
      joint += point.shares_of_ways[way] * result[shape.ways[way].node];
    result[shape.inner[row].node] = joint;
  }
  pass_reach_changes(shape, stretch(shape, row, shape.inner.size()), changes, result);
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
    const double own = counterweight(point, row);
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      const std::size_t below = (shape.members[row].first_child + a) * shape.num_actors + set.actor;
      const double centred = own * point.values[below] - point.action_values[set.first_action + a];
      actions[set.first_action + a] += belief * (own * values[below] + turn * centred);
    }
  }
}

}  // namespace

void lay_out_flat(const LogitShape& shape, const LogitStakes&, LogitPoint& point) {
  point.reaches.assign(shape.num_nodes, 0.0);
  point.beliefs.assign(shape.members.size(), 0.0);
  point.shares_of_ways.assign(shape.ways.size(), 0.0);
}

void walk_flat(const LogitShape& shape, const LogitStakes& stakes, LogitPoint& point) {
  if (shape.settled) settle_ends(shape, stakes, point);
  reach_forward(shape, stakes, point);
  value_backward(shape, point, stakes.shifts_of_ways.data(), point.values);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const Set& set = shape.sets[s];
    if (stakes.leans.empty()) believe(shape, stakes, set, point);
    else believe_by_own_odds(shape, stakes, set, point);
    point.reach_sizes[s] = reach_size(shape, set, point);
    value_actions(shape, set, point, point.values, point.action_values);
  }
}

std::vector<double> reach_changes_flat(const LogitShape& shape, const std::vector<double>& changes) {
  std::vector<double> result(shape.num_nodes, 0.0);
  pass_reach_changes(shape, shape.inner, changes, result);
  return result;
}

std::vector<double> action_changes_flat(const LogitShape& shape, const LogitStakes&, const LogitPoint& point,
                                        const std::vector<double>& changes) {
  const std::vector<double> reaches = reach_changes(shape, point, changes);
  const std::vector<double> values = value_changes(shape, point, changes);
  std::vector<double> actions(shape.num_actions, 0.0);
  for (const Set& set : shape.sets) add_action_changes(shape, point, set, reaches, values, actions);
  return actions;
}

std::vector<double> action_slopes_flat(const LogitShape& shape, const LogitPoint& point) {
  if (!shape.settled) return {};
  std::vector<double> values(shape.num_nodes * shape.num_actors, 0.0);
  for (const SettledPlay::End& end : shape.settled->ends)
    values[end.value] = end_weight(point, end) * point.settled.slopes[end.entry];
  value_backward(shape, point, nullptr, values);
  std::vector<double> actions(shape.num_actions, 0.0);
  for (const Set& set : shape.sets) value_actions(shape, set, point, values, actions);
  return actions;
}

}  // namespace demarche
