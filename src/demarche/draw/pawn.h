#pragma once

#include <cstddef>
#include <vector>

namespace demarche {

// How far the whole distribution of an answer moves when one uncertain number is held in a slice of its range: the
// Kolmogorov-Smirnov distance between the two, 0 to 1, over slices of equal weight. It needs no variance, and sees what
// leaves the mean alone. PAWN: Pianosi & Wagener, Environmental Modelling & Software 108 (2018).
struct Pawn {
  double median = 0;  // over the slices
  double most = 0;
  double by_chance = 0;  // 95% of such maxima lie below this where the number does not matter (Smirnov's limit law,
                         // with Sidak's correction for the number of slices)
  bool matters = false;  // most > by_chance
};

// `inputs` and `answers` row by row, rows without an answer (NaN) left out. NaN where there are fewer rows than slices.
Pawn pawn_of(const std::vector<double>& inputs, const std::vector<double>& answers, std::size_t num_slices = 10);

}  // namespace demarche
