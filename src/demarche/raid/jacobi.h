#pragma once

#include "demarche/raid/binomial.h"

#include <vector>

namespace demarche {

struct WeightedShare {
  double share = 0;
  double weight = 0;
};

// Gauss-Jacobi quadrature: shares and weights that give the mean of any polynomial of degree up to 2 num_nodes - 1
// under the Beta law exactly. Golub & Welsch (1969), Mathematics of Computation 23(106), 221-230, for the nodes; the
// weights are one over the sum of the squared orthonormal polynomials at the node, which keeps small ones accurate.
std::vector<WeightedShare> beta_quadrature(const BetaShare& share, std::size_t num_nodes);

// The nodes that make a polynomial of this degree exact.
constexpr std::size_t nodes_for_degree(std::size_t degree) { return degree / 2 + 1; }

}  // namespace demarche
