#include "demarche/raid/jacobi.h"

#include <doctest/doctest.h>

#include <cmath>

TEST_CASE("quadrature gives every moment of a Beta law that its number of nodes allows") {
  for (const demarche::BetaShare& beta :
       {demarche::BetaShare{0.5, 0.5}, {3.1, 0.4}, {70, 30}, {0.02, 0.05}, {1, 1}, {2000, 5}}) {
    for (std::size_t num_nodes : {std::size_t{1}, std::size_t{2}, std::size_t{9}, std::size_t{120}}) {
      const auto nodes = demarche::beta_quadrature(beta, num_nodes);
      double expected = 1;
      for (std::size_t power = 0; power < 2 * num_nodes; ++power) {
        double moment = 0;
        for (const auto& node : nodes) moment += node.weight * std::pow(node.share, static_cast<double>(power));
        CHECK(moment == doctest::Approx(expected).epsilon(1e-11));
        expected *= (beta.a + static_cast<double>(power)) / (beta.a + beta.b + static_cast<double>(power));
      }
    }
  }
}
