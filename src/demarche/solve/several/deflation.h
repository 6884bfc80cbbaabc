#pragma once

#include "demarche/solve/path/logit_dynamics.h"

#include <optional>
#include <vector>

namespace demarche {

// Newton's method kept away from equilibria already known: the equations are multiplied by
//   product over known ones of (1 + 1 / distance^2),
// which has no root there (Farrell, Birkisson & Funke 2015, SIAM Journal on Scientific Computing 37). Distances are
// those of choice probabilities, over all information sets. The deflated step is the Newton step at another length,
// even backwards, so that it costs no more; here it is shortened where it would move a probability too far. From
// `point` at its precision; nullopt where nothing else is found.
std::optional<LogitPoint> deflated_newton(LogitSolver& solver, const LogitStakes& stakes,
                                          const std::vector<const LogitPoint*>& known, LogitPoint point,
                                          const GoOn& go_on);

}  // namespace demarche
