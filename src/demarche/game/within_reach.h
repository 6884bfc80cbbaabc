#pragma once

#include "demarche/game/public_game.h"

#include <cstdint>
#include <vector>

namespace demarche {

// 1 for a node that some play can come to at these stakes: no move of chance with odds of exactly 0 leads there. What
// lies behind such a move is in the shape, since other numbers may lead there, and can be for no strategy.
Table<NodeId, std::uint8_t> nodes_within_reach(const Game& game, const Stakes& stakes);
std::vector<std::uint8_t> nodes_within_reach(const PublicGame& game, const PublicStakes& stakes);

// 1 for an information set with such a history; in a game in public its type must have odds above 0, too.
Table<InfosetId, std::uint8_t> infosets_within_reach(const Game& game, const Stakes& stakes);
Table<InfosetId, std::uint8_t> infosets_within_reach(const PublicGame& game, const PublicStakes& stakes);

}  // namespace demarche
