#pragma once

#include "demarche/solve/equations/logit_game.h"

namespace demarche {

// [node]: a number that nodes share below which all is the same but for a constant to each actor: the same information
// sets, odds, settled play and differences of payoffs. From the ends up, O(nodes).
std::vector<std::uint32_t> alike_classes(const LogitShape& shape, const LogitStakes& stakes);

}  // namespace demarche
