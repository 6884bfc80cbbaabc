#pragma once

#include "demarche/solve/equations/logit_point.h"

#include <vector>

namespace demarche {

// What a weighted sum of action values depends on, at fixed log-probabilities' own say.
struct PulledBack {
  std::vector<double> masses;        // [node x num_actors + actor]: by the value of the node to the actor
  std::vector<double> coefficients;  // [coefficient]: by log p of moves; by the odds of chance's moves themselves, 0
                                     // where these are 0 and the derivative is one-sided
};

// The derivative of sum over moves of weights[action] x Q(action), through values and beliefs: the reverse of the two
// sweeps of apply_jacobian. O(nodes x actors).
PulledBack pull_back(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& weights);

// transpose(J) y for the Jacobian of apply_jacobian.
void apply_transposed(const LogitShape& shape, const LogitPoint& point, const std::vector<double>& unknowns,
                      std::vector<double>& result);

}  // namespace demarche
