#pragma once

#include "demarche/solve/path/logit_trace.h"

#include <optional>

namespace demarche {

// The first information set at which a belief still moves with the precision, and at which some belief between the
// present one and where it is heading leaves a gain over `tolerance` (of the payoff range) to the choices as they are.
// Log-odds of histories that move in proportion to the precision are taken to go on so, those whose movement dies away
// to come to rest where it leads; so two points of the path are needed, and what was not seen to die away goes on.
// O(nodes) at most sets, which no belief whatever would turn.
std::optional<OpenBelief> find_open_belief(const LogitTrace& trace, double tolerance);

}  // namespace demarche
