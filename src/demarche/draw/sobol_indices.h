#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace demarche {

// A share of the answer's variance, with the middle 95% of what bootstrapping gives. Estimates of small shares can fall
// below 0, which no share does: they read 0, and `told_from_zero` is false.
struct Index {
  double value = 0;
  double low = 0;
  double high = 0;
  bool told_from_zero = false;
  double estimate = 0;  // as it came, even below 0
};

// One uncertain number: what of the variance would go if it alone were known, and what would stay if all but it were.
struct SobolIndices {
  Index first;
  Index total;
};

struct Bootstrap {
  std::size_t num_resamples = 1000;
  std::uint64_t seed = 1;
};

// From answers at the rows of whole Saltelli blocks (design.h): block after block, `num_columns` + 2 in each. Blocks
// with a NaN are left out. First order after Saltelli et al. (Computer Physics Communications 181, 2010), total after
// Jansen (1999). One entry a column; empty where fewer than two blocks are left, all zero where the answer never moves.
std::vector<SobolIndices> sobol_indices(const std::vector<double>& answers, std::size_t num_columns,
                                        const Bootstrap& bootstrap);

// How many of the blocks have all their answers.
std::size_t count_whole_blocks(const std::vector<double>& answers, std::size_t num_columns);

}  // namespace demarche
