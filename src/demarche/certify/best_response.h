#pragma once

#include "demarche/certify/moves.h"

namespace demarche {

// What an actor can get at most against the others' strategies, changing its own as a whole. Exact, by perfect recall:
// what leads to an information set on the actor's own side is the same for all its histories, so that the best move
// there does not depend on the moves before it (von Stengel 1996, Games and Economic Behavior 14). Linear in nodes.
Real best_response_value(const Game& game, const Stakes& stakes, const Moves& moves, ActorId actor);

}  // namespace demarche
