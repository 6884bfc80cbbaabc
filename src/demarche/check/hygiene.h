#pragma once

#include "demarche/check/say.h"

namespace demarche {

// E006: every actor needs a payoff.
void check_payoffs(Work& work);

// An empty model, W106, what is declared but does nothing, W101, W102, W105 and W108, and numbers without a source,
// N201. To be called on a model that was read whole and has no errors, else a misspelling would be taken for a thing
// not used.
void check_hygiene(Work& work);

}  // namespace demarche
