#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// E009 as the game shows it: two histories that look alike to the mover, of which only one offers the option.
Diagnostic hidden_option(const Model& model, const Move& move, const MoveOption& option, StateView one,
                         StateView other);

}  // namespace demarche
