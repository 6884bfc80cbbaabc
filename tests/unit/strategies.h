#pragma once

#include "demarche/game/game.h"

#include <algorithm>
#include <cmath>

// The largest difference of a choice probability between two strategies of one game.
inline double largest_difference(const demarche::Strategy& one, const demarche::Strategy& other) {
  double largest = 0;
  for (std::size_t a = 0; a < one.log_probability.size(); ++a) {
    const demarche::ActionId action{a};
    largest = std::max(largest, std::fabs(probability(one, action) - probability(other, action)));
  }
  return largest;
}
