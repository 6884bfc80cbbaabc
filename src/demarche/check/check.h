#pragma once

#include "demarche/model/model.h"
#include "demarche/syntax/tree.h"

namespace demarche {

struct Checked {
  Model model;              // whole where there are no errors; otherwise as much as could be understood
  Diagnostics diagnostics;  // E005-E009, E011, E014-E019, E021-E023, W101-W103, W105, N201
};

// Resolves every name and checks everything that can be known without unfolding the game. Never fails: all diagnostics
// of one pass are returned, and a name that was wrong is not reported twice.
Checked check(const Source& source, const Tree& tree);

}  // namespace demarche
