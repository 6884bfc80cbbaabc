#pragma once

#include "demarche/solve/path/logit_trace.h"

namespace demarche {

// Goes on where the branch that is followed has turned back: from its crest, the point of highest precision on it, to
// an equilibrium at a slightly higher precision, by logit dynamics (linearly implicit Euler steps that grow into
// Newton's), whose own branch is then followed. Which equilibrium the first branch itself would reach after hundreds of
// folds is no better founded; that it was left is noted, and the certificate does not depend on it. False: no
// equilibrium was reached, and the trace stays where it is.
bool jump(LogitTrace& trace, double highest_precision);

// The same to the precision at which the path is to end, where that is not far off.
bool jump_to_goal(LogitTrace& trace, double goal);

}  // namespace demarche
