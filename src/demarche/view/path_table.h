#pragma once

#include "demarche/solve/aqre.h"
#include "demarche/view/data.h"

#include <vector>

namespace demarche {

// The path as a table, a row a point, so that it can be written while it is followed: precision, precision x payoff
// range, largest gain, log of the next step's arclength, and a column a move, `actor|information set|move`.
std::vector<view::Data> path_heads(const Game& game);
std::vector<view::Data> path_row(const PathStep& step);

}  // namespace demarche
