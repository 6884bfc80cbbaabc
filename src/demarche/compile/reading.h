#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// The variables that decide which sequels a branching step has, each once, in order of their ids.
std::vector<VariableId> read_by_shape(const Site& site);

// The variables that the probabilities of a chance step read where this case applies.
std::vector<VariableId> read_by_odds(const Site& site, std::uint32_t case_index);

}  // namespace demarche
