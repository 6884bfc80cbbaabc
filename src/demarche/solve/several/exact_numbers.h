#pragma once

#include "demarche/solve/exact/exact_integer.h"

#include <vector>

namespace demarche {

// Numbers as whole multiples of a unit that they have in common. Where all are fractions of small numbers but for a few
// roundings (0.1 is 1/10, and so is what 0.3 - 0.2 leaves, as whoever wrote it meant) they are taken for these;
// otherwise a double is taken for what it holds.
std::vector<ExactInteger> on_common_unit(const std::vector<double>& numbers);

}  // namespace demarche
