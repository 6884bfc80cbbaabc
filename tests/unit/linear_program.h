#pragma once

#include "demarche/game/game.h"

namespace demarche::test {

// The value of a two-actor zero-sum game to its first actor, by the linear program over sequences of Koller, Megiddo &
// von Stengel (1996). It shares nothing with the solvers: sequences are found by walking up the tree.
double value_by_linear_program(const Game& game, const Stakes& stakes);

}  // namespace demarche::test
