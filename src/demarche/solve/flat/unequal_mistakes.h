#pragma once

#include "demarche/solve/equations/logit_game.h"

#include <vector>

namespace demarche {

// Stakes with the same equilibria, sequential ones included, and other mistakes: what an actor gets is multiplied by a
// number above 0 that depends on the first information set at which it moves, that is, on what it knows from the
// start. All histories of a set share that one (perfect recall), so that no comparison of moves changes; but a type
// whose number is large makes mistakes less often in a logit equilibrium, and beliefs after mistakes follow. `factors`
// [set]. Flat games only.
LogitStakes with_unequal_mistakes(const LogitShape& shape, LogitStakes stakes, const std::vector<double>& factors);

}  // namespace demarche
