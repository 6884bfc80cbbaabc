#pragma once

#include "demarche/game/efg.h"

namespace demarche {

// Whether a file holds a game of Gambit's (.efg, .nfg) rather than a model, by its first word or its name; and what it
// holds.
bool is_game_file(const Source& source);
EfgRead read_game_file(const Source& source);

}  // namespace demarche
