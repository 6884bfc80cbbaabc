#pragma once

#include "demarche/game/game.h"

#include <string>
#include <vector>

namespace demarche {

// Of each information set what its actor has seen that those of the others have not: `leak=leaked, damage=light`; what
// all have seen is left out. Empty for a set that is called otherwise, or alone.
std::vector<std::string> seen_apart(const Game& game, const std::vector<InfosetId>& sets);

// The same of groups of sets: what has been seen in all of a group, and not in all of every other. None is empty.
std::vector<std::string> seen_by_all(const Game& game, const std::vector<std::vector<InfosetId>>& groups);

}  // namespace demarche
