#pragma once

#include "demarche/solve/path/logit_trace.h"

namespace demarche {

// Goes on towards a precision by one step along the path, or by whatever leads on where no step does: the parts of the
// game that turn back followed alone, a jump, the path begun again. False: nothing does.
bool step_on(LogitTrace& trace, double goal);

}  // namespace demarche
