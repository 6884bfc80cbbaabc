#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <vector>

namespace demarche {

// What everybody does: expected payoffs, then by actor every information set with how often it is reached, what is
// believed there, the moves with their probabilities and what each is worth, and the gain that is left. Where several
// equilibria were found, what the others have that the first has not.
std::vector<view::Block> strategy_blocks(const Report& report);

}  // namespace demarche
