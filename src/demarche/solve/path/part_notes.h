#pragma once

#include "demarche/solve/path/own_branches.h"

#include <string>

namespace demarche {

// Which parts of the game turn back and were followed alone, for people; empty where none were. `game`: null where
// there are no names.
std::string note_on_parts(const Game* game, const LogitTrace& trace);

// Whether parts lie on their own branches; empty where none was looked at.
std::string note_on_own_branches(const Game* game, const LogitTrace& trace, const OwnBranches& found);

}  // namespace demarche
