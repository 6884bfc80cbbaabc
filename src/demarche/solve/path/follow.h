#pragma once

#include "demarche/solve/aqre.h"
#include "demarche/solve/path/logit_trace.h"

namespace demarche {

// Follows a path from where the trace stands to what the options ask for. `game`: where the path may be watched; null
// where it is not flat, or need not be.
Solution follow(const Game* game, LogitTrace& trace, const AqreOptions& options, const Monitor& monitor);

}  // namespace demarche
