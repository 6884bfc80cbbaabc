#pragma once

#include "demarche/engine/request.h"
#include "demarche/engine/result.h"
#include "demarche/game/strategy_file.h"

#include <expected>

namespace demarche {

// The strategy that a request brings, read for the game that it is of. The result where it is none: what is wrong with
// its text, which is the source of the diagnostics then.
std::expected<StrategyRead, Result> strategy_for(const Game& game, const Request& request);

}  // namespace demarche
