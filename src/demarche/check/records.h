#pragma once

#include "demarche/check/resolve.h"

// `ever A.offer is high`, `first A.offer is high`, `A.offer is high in round 2`: conditions on what was settled before
// its latest time.
namespace demarche {

// The record that such a condition on `source` reads; nothing, and it was told, where there is none. Of Ever and Never
// the record is `no` or `yes`, and says all of the condition.
std::optional<VariableId> record_for(Work& work, const Cond& cond, VariableId source);

// What a variable was before a `simultaneously` that settles it began.
VariableId record_before_block(Work& work, VariableId source);

}  // namespace demarche
