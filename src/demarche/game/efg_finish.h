#pragma once

#include "demarche/game/efg.h"
#include "demarche/game/efg_tree.h"

#include <string_view>

namespace demarche {

// A whole tree as a game, or E102 for what only shows in the whole: sums of payoffs that no number holds, information
// sets in which an actor has forgotten something.
EfgRead finish_efg(EfgTree tree, std::string_view text);

}  // namespace demarche
