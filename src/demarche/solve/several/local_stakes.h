#pragma once

#include "demarche/solve/equations/logit_game.h"

namespace demarche {

// How much less than the payoff range is at stake where actors usually decide: a share of the range, 1 at most. Where a
// game holds a catastrophe, precisions in units of the range tell nothing of choices among the rest. By each
// information set of a tree of histories the difference between two moves that a quarter of all pairs at its histories
// do not exceed, when all others choose evenly; of these the one that a quarter of all sets do not exceed. 1 in other
// forms.
double local_stakes(const LogitShape& shape, const LogitStakes& stakes);

}  // namespace demarche
