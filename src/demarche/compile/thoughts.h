#pragma once

#include "demarche/compile/compile.h"
#include "demarche/compile/public_types.h"
#include "demarche/game/public_game.h"

namespace demarche {

// What each actor thinks of all rows of chance's moves, `odds` being the model's own; empty where all go by these. What
// is wrong is added to the diagnostics: E011, E019, E026, E034.
Table<ActorId, Table<OddsId, double>> bind_thoughts(const Model& model, const Story& story,
                                                    const Parameters& parameters, const Table<OddsId, double>& odds,
                                                    Diagnostics& diagnostics);

// The same in public. `trait_odds` [actor]: the model's own of its traits (see odds_of_traits).
struct PublicChance {
  const Story& story;
  const Table<ActorId, ActorTypes>& types;
  const Table<ActorId, std::vector<double>>& trait_odds;
  const Table<OddsId, double>& odds;
};
Table<ActorId, PublicOdds> bind_public_thoughts(const Model& model, const PublicChance& chance,
                                                const Parameters& parameters, Diagnostics& diagnostics);

}  // namespace demarche
