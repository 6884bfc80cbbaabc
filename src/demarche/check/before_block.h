#pragma once

#include "demarche/check/say.h"

namespace demarche {

// In a `simultaneously` that is repeated a move knows what others did there in earlier rounds, and nothing of the
// present one: what its condition reads of that is what it was when the block began. Numbers, and what was so at
// several times, are kept of no other moment; they stay as they are, for `check_sight` to find.
void read_as_block_began(Work& work, const Where& where, VariableId mover, Formula& formula, Reads& reads);

}  // namespace demarche
