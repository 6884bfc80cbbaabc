#pragma once

#include "demarche/check/work.h"

namespace demarche {

// W108: a move that changes nothing that its actor is paid for, neither by the rules of the story nor because anybody
// has a reason to answer it. Of `silent` moves something else was said.
void warn_indifferent(Work& work, const std::set<VariableId>& silent);

}  // namespace demarche
