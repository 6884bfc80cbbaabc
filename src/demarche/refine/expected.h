#pragma once

#include "demarche/game/game.h"

namespace demarche {

// What each actor expects at every history, play following the strategy; one table an actor.
Table<ActorId, Table<NodeId, double>> expected_payoffs(const Game& game, const Stakes& stakes,
                                                       const Strategy& strategy);

// The probability of a node's k-th move.
double chance_of_move(const Stakes& stakes, const Strategy& strategy, const Game& game, const Node& node,
                      std::size_t k);

}  // namespace demarche
