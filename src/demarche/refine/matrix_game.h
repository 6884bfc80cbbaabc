#pragma once

#include <vector>

namespace demarche {

// The largest t for which some weights x >= 0 that add up to 1 give every row of `rows` a sum of at least t: the value
// of a matrix game, by the simplex method on its dual (Dantzig 1951, with Bland's rule 1977). Infinity without rows.
double best_guarantee(const std::vector<std::vector<double>>& rows, std::size_t num_weights);

}  // namespace demarche
