#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>

namespace demarche {

// The correlation of two normal numbers whose ranks have this one (Pearson 1907).
inline double normal_correlation(double rank_correlation) {
  return 2 * std::sin(std::numbers::pi / 6 * rank_correlation);
}

// Two or more normal numbers, any two of them correlated alike, have a positive definite matrix above -1/(n - 1): that
// as a correlation of ranks.
inline double least_rank_correlation(std::size_t num_numbers) {
  return -6 / std::numbers::pi * std::asin(0.5 / static_cast<double>(num_numbers - 1));
}

}  // namespace demarche
