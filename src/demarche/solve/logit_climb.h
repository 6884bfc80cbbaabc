#pragma once

#include "demarche/solve/logit_trace.h"

namespace demarche {

// Goes on where the branch that begins at precision 0 has turned back and does not return: to an equilibrium at a
// higher precision, by logit dynamics from the last one (linearly implicit Euler steps that grow into Newton's). The
// first time it starts from the crest, the point of highest precision on the branch. Which equilibrium the branch
// itself would reach after hundreds of folds is no better founded; that the branch was left is noted, and the
// certificate does not depend on it. False: no equilibrium was reached, and the trace stays where it is.
bool climb(LogitTrace& trace, double highest_precision);

}  // namespace demarche
