#pragma once

#include "demarche/diag/diagnostic.h"
#include "demarche/model/model.h"

namespace demarche {

// E019 for the parameters and the numbers of levels that are not finite at a point; of those computed from each other
// only the first. The best guesses are checked with the model: this is for what is set, swept and drawn.
Diagnostics infinite_numbers(const Model& model, const Point& point);

}  // namespace demarche
