#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// What each actor thinks of all rows of chance's moves, `odds` being the model's own; empty where all go by these. What
// is wrong is added to the diagnostics: E011, E019, E026, E034.
Table<ActorId, Table<OddsId, double>> bind_thoughts(const Model& model, const Story& story,
                                                    const Parameters& parameters, const Table<OddsId, double>& odds,
                                                    Diagnostics& diagnostics);

}  // namespace demarche
