#pragma once

#include "demarche/solve/logit_trace.h"

#include <optional>

namespace demarche {

// A belief that keeps a limit open. Choices may have come to rest while what is believed off the path of play has not:
// the log-odds of two mistakes go apart in proportion to the precision, if ever so slowly, until somebody who sees one
// of them thinks otherwise and chooses otherwise.
struct OpenBelief {
  std::size_t set = 0;     // of the shape
  std::uint32_t from = 0;  // the node thought likeliest there now; in public the type, of the actor in doubt
  std::uint32_t to = 0;    // and the one that gains on it
  double share = 0;        // what is believed of the latter now
  double turns_at = 0;     // precision (x payoff range) from which, as extrapolated, another choice would be better
};

// The first information set at which a belief still moves with the precision, and at which some belief between the
// present one and where it is heading leaves a gain over `tolerance` (of the payoff range) to the choices as they are.
// Log-odds of histories that move in proportion to the precision are taken to go on so, those whose movement dies away
// to come to rest where it leads; so two points of the path are needed, and what was not seen to die away goes on.
// O(nodes) at most sets, which no belief whatever would turn.
std::optional<OpenBelief> find_open_belief(const LogitTrace& trace, double tolerance);

}  // namespace demarche
