#pragma once

#include "demarche/solve/path/logit_trace.h"

#include <string>

namespace demarche {

// Which parts of the game turn back and were followed alone, for people; empty where none were. `game`: null where
// there are no names.
std::string note_on_parts(const Game* game, const LogitTrace& trace);

}  // namespace demarche
