#pragma once

#include "demarche/game/game.h"

namespace demarche {

// What an actor expects, by its own odds, at every node if everybody plays on as the strategy says, counted from what
// it gets at the first outcome: what all outcomes have in common is left out, so that doubles hold the rest.
Table<NodeId, double> worths_of(const Game& game, const Stakes& stakes, const Strategy& strategy, ActorId actor);

}  // namespace demarche
