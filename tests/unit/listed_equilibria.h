#pragma once

#include "demarche/point/equilibria.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace demarche::test {

// A move of a game and how often it is made.
struct MoveOdds {
  std::size_t action = 0;
  double probability = 0;
};

inline double move(const Equilibrium& row, std::size_t action) {
  return probability(row.found.solution.strategy, ActionId{action});
}

inline bool plays(const Equilibrium& row, const std::vector<MoveOdds>& moves) {
  return std::ranges::all_of(
      moves, [&](const MoveOdds& one) { return std::fabs(move(row, one.action) - one.probability) < 1e-3; });
}

inline std::size_t count_playing(const Equilibria& equilibria, const std::vector<MoveOdds>& moves) {
  return static_cast<std::size_t>(
      std::ranges::count_if(equilibria.rows, [&](const Equilibrium& row) { return plays(row, moves); }));
}

}  // namespace demarche::test
