#pragma once

#include "demarche/game/game.h"

#include <vector>

namespace demarche {

// Information sets of one actor that differ only in what the actor knows privately: same number of moves, same number
// of own moves before, same public history. A guess from the shape of the tree, for the layout in memory alone: no
// answer depends on it. One group number an information set, from 0.
//
// Histories are taken as publicly alike where an information set holds both, or where the same move leads from them to
// histories that are publicly alike (the common-knowledge closure of Sustr, Schmid, Moravcik, Burch, Lanctot & Bowling
// 2021, read upwards). Sets in which nobody moves afterwards have nothing below them to tell: they go together where
// the same moves lead to them from publicly alike histories.
std::vector<std::uint32_t> group_infosets(const Game& game, const Table<InfosetId, std::uint32_t>& levels);

}  // namespace demarche
