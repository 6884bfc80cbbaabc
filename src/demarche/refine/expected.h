#pragma once

#include "demarche/game/game.h"

namespace demarche {

// What each actor expects at every history, play following the strategy; one table an actor.
Table<ActorId, Table<NodeId, double>> expected_payoffs(const Game& game, const Stakes& stakes,
                                                       const Strategy& strategy);

}  // namespace demarche
