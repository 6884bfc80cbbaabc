#pragma once

#include "demarche/solve/aqre.h"

#include <string>

namespace demarche {

// The path as CSV, a line a point, so that it can be written while it is followed: precision, precision x payoff range,
// largest gain, log of the next step's arclength, and a column a move, `actor|information set|move`.
std::string path_head_as_csv(const Game& game);
std::string path_step_as_csv(const PathStep& step);

}  // namespace demarche
