#pragma once

#include "demarche/certify/certify.h"
#include "demarche/game/public_game.h"

namespace demarche {

// The certificate of a strategy in a game in public, over vectors of types; sets and moves are numbered as in
// PublicGame. `beliefs` stays empty: beliefs about each actor's type follow from its moves alone, set by set. Moves of
// log-probability -infinity are trembles, as for flat games. Each actor is judged by its own odds where they disagree.
// Computed with more digits than doubles have, by code that no solver shares; linear in public nodes x types (and
// actors, where they disagree), and in the sizes of the payoff terms.
Certificate certify(const PublicGame& game, const PublicStakes& stakes, const Strategy& strategy);

}  // namespace demarche
