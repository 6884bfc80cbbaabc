#pragma once

#include "demarche/check/work.h"

namespace demarche {

// All passes of check(), in their order.
void run_passes(Work& work);

}  // namespace demarche
