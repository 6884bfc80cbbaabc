#pragma once

#include "demarche/game/game.h"
#include "demarche/game/solution.h"

#include <string>

namespace demarche {

// "2", or where actors differ in it "2 of US, 4 of Iran".
std::string precision_text(const Game& game, const Solution& solution);

}  // namespace demarche
