#pragma once

#include <span>
#include <string>
#include <vector>

namespace demarche {

// Probabilities as decimals that add up to 1 exactly, as Gambit wants them: rounding alone keeps doubles from it, and
// the largest one, which feels it least, is written as what the others leave. Numbers that are no probabilities or do
// not add up to 1 within 1e-9 are written as they are.
std::vector<std::string> decimal_odds(std::span<const double> odds);

}  // namespace demarche
