#pragma once

#include "demarche/check/build.h"

namespace demarche {

// A condition that is read where the story ends.
Formula build_event(Work& work, const Cond& cond);

// `P(...)`, `E(...)`, or what two of them are made into.
Quantity build_quantity(Work& work, const QuantitySyntax& syntax);

}  // namespace demarche
