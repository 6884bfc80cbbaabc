#pragma once

#include "demarche/solve/equations/logit_game.h"

#include <vector>

namespace demarche {

// The settled play behind the ends of a part of a condensed game, and what its stakes say of it. `nodes` [node of the
// part]: that of the whole.
void take_settled_ends(const LogitShape& whole, const LogitStakes& stakes, const std::vector<std::uint32_t>& nodes,
                       LogitShape& shape, LogitStakes& own);

}  // namespace demarche
