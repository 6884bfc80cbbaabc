#pragma once

#include "demarche/check/say.h"

namespace demarche {

// Declares the parameters in the order in which they are computed: those that others read come first, and otherwise as
// written. E021 for names taken, E023 where parameters are computed from each other in a circle.
void declare_parameters(Work& work);

// Best guesses, ranges and sources; the numbers of scale levels.
void build_parameters(Work& work);
void build_scales(Work& work);

}  // namespace demarche
