#pragma once

#include "demarche/solve/path/logit_trace.h"

namespace demarche {

// Goes on where the path has turned back because parts of the game do. The whole has one precision: where one part
// turns back all others go back with it, through their own folds, so that the way doubles with every part. But the
// curve of parts that bear nothing on each other is what their curves have in common at equal precision, and its far
// end lies at theirs. So from the point before the turn, at a somewhat higher precision than the fold's and from small
// parts to large, each part is moved by Newton's method at the beliefs with which it is met; one that cannot follow is
// followed alone through its own folds, in this way again where parts of it turn back, or taken to where one like it
// came. From there Newton's method takes the whole. Where parts do bear on each other it leads to an equilibrium all
// the same, which need not be the branch's: it is told. False: no part turns back by itself, or the whole does not
// follow; the trace stays where it is.
bool follow_parts(LogitTrace& trace, const LogitPlace& before, double goal);

}  // namespace demarche
