#include "demarche/solve/equations/log_odds.h"

namespace demarche {

std::vector<double> log_changes(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& log_odds) {
  std::vector<double> changes(shape.num_actions, 0.0);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const LogitShape::Set& set = shape.sets[s];
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

std::vector<double> by_log_odds(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& by_logs) {
  std::vector<double> result(shape.num_unknowns, 0.0);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const LogitShape::Set& set = shape.sets[s];
    double total = 0;
    for (std::size_t a = 0; a < set.num_actions; ++a) total += by_logs[set.first_action + a];
    double* unknown = result.data() + set.first_unknown;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      if (a == point.likeliest[s]) continue;
      *unknown++ = by_logs[set.first_action + a] - point.probabilities[set.first_action + a] * total;
    }
  }
  return result;
}

std::vector<double> action_weights(const LogitShape& shape, const LogitPoint& point,
                                   const std::vector<double>& unknowns) {
  std::vector<double> weights(shape.num_actions, 0.0);
  for (std::size_t s = 0; s < shape.sets.size(); ++s) {
    const LogitShape::Set& set = shape.sets[s];
    const double* unknown = unknowns.data() + set.first_unknown;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      if (a == point.likeliest[s]) continue;
      weights[set.first_action + a] = point.precision * *unknown;
      weights[set.first_action + point.likeliest[s]] -= point.precision * *unknown++;
    }
  }
  return weights;
}

}  // namespace demarche
