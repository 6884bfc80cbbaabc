#pragma once

#include "demarche/regret/terms.h"

#include <span>

namespace demarche {

// Moves the dense pieces of a two-actor payoff matrix from single terms to blocks. The terms are sorted by row, then
// column, and stay so; blocks are sorted by row. Bundles are the actor's.
void gather_blocks(Terms& terms, std::span<const Bundle> bundles);

}  // namespace demarche
