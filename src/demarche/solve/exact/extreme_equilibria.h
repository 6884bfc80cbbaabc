#pragma once

#include "demarche/solve/exact/best_reply_polytope.h"

#include <optional>
#include <vector>

namespace demarche {

// Payoffs of two actors who choose a plan each, at once: one of the rows, and one of the columns.
struct ExactBimatrix {
  ExactMatrix first;
  ExactMatrix second;
};

// Mixed plans of which neither is a mean of others that are in equilibrium with the same plan of the other actor.
struct ExtremeEquilibrium {
  std::vector<double> rows;  // probabilities
  std::vector<double> columns;
  std::size_t component = 0;  // of the set of equilibria that it lies in; in the order of their first ones
  bool regular = false;       // alone in it, and every plan that is not used is worse
};

struct ExtremeEquilibria {
  std::vector<ExtremeEquilibrium> all;
  std::size_t num_components = 0;
};

// All extreme Nash equilibria, which are pairs of vertices with all labels, and so, by their convex hulls, all
// equilibria (Mangasarian 1964, SIAM J. 12; Winkels 1979; Avis, Rosenberg, Savani & von Stengel 2010, Economic Theory
// 42). At most 64 plans of both together. nullopt where that is too much work.
std::optional<ExtremeEquilibria> extreme_equilibria(const ExactBimatrix& game);

}  // namespace demarche
