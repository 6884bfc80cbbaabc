#pragma once

#include "demarche/model/model.h"

namespace demarche {

// The parameters that count things, and so take whole numbers only: those that a raid's counts (weapons, magazines,
// shots, caps, levels) are, or are the sum of, and whose best guess and range are whole. One entry a parameter.
std::vector<bool> counting_parameters(const Model& model);

}  // namespace demarche
