#pragma once

#include "demarche/solve/exact/exact_integer.h"

#include <vector>

namespace demarche {

// Numbers as whole multiples of a unit that they have in common. Where all are fractions of small numbers to rounding
// (0.1 is 1/10, as whoever wrote it meant) they are taken for these; otherwise a double is taken for what it holds.
// `remainders`: what doubles lack of the numbers, as Stakes has them, or empty.
std::vector<ExactInteger> on_common_unit(const std::vector<double>& numbers, const std::vector<double>& remainders);

}  // namespace demarche
