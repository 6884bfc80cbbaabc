#pragma once

#include "demarche/game/game.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

// The largest difference of a choice probability between two strategies of one game.
inline double largest_difference(const demarche::Strategy& one, const demarche::Strategy& other) {
  double largest = 0;
  for (std::size_t a = 0; a < one.log_probability.size(); ++a) {
    const demarche::ActionId action{a};
    largest = std::max(largest, std::fabs(probability(one, action) - probability(other, action)));
  }
  return largest;
}

namespace demarche::test {

// Of a whole game, move by move.
inline Strategy with_probabilities(std::initializer_list<double> probabilities) {
  Strategy strategy;
  for (const double p : probabilities) strategy.log_probability.push_back(std::log(p));
  return strategy;
}

}  // namespace demarche::test
