#pragma once

#include "demarche/check/work.h"

namespace demarche {

// W107: lines next to each other that move a scale on where the one above has just moved it, under the same
// circumstances.
void warn_cascades(Work& work);

}  // namespace demarche
