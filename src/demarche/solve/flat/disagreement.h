#pragma once

#include "demarche/game/game.h"
#include "demarche/solve/equations/logit_point.h"

namespace demarche {

// Actors who disagree about chance, in one game with one chance. Let r be how much likelier an actor thinks chance's
// part of the way to a history than `odds` say. Its payoffs at the ends are multiplied by r: what it expects at a
// history, by `odds`, is then r x what it expects by its own odds, so that all sums over chance's moves stay as they
// are. At its own information sets the belief in a history is multiplied by r before they are made to sum to 1, and
// values by 1 / r. Both together are exact, at any precision; r never depends on what actors do.
//
// Fills `leans`, `counterweights` and `end_weights`, and multiplies `values`, which are those by each actor's own odds;
// does nothing where all go by the same odds. The shape may be condensed.
void take_thoughts(const Game& game, const LogitShape& shape, const Stakes& stakes, LogitStakes& scaled);

// r at every node [node x num_actors + actor]; empty where all go by the same odds.
std::vector<double> weights_of_thoughts(const Game& game, const Stakes& stakes);

// What a sum of action values with these weights changes by with what each actor thinks of each move of chance: adds to
// `slopes`. `masses` [node x num_actors + actor]: as pull_back gives them for the same weights.
void add_slopes_of_thoughts(const LogitShape& shape, const LogitPoint& point, const Stakes& stakes,
                            const std::vector<double>& weights, const std::vector<double>& masses,
                            Table<ActorId, Table<OddsId, double>>& slopes);

}  // namespace demarche
