#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// The variables that conditions on options, cases and other voters read, each once, in order of their ids.
std::vector<VariableId> read_by_shape(const Site& site);

// And those that decide, together with them, which sequels a branching step has: odds may be 0 where a level's number
// is 0.
std::vector<VariableId> read_by_sequels(const Site& site);

// The variables that the probabilities of a chance step read where this case applies.
std::vector<VariableId> read_by_odds(const Site& site, std::uint32_t case_index);

}  // namespace demarche
