#pragma once

#include "demarche/game/game.h"

#include <cstdint>

namespace demarche {

// 0 for a move that is wrong whatever its actor believes and whatever credible moves follow: another one is worth more
// at every history of the information set, at its worst than this at its best. No sequential equilibrium has it, on the
// path of play or off it. Taken out again and again, with what is left; what differs by rounding alone is kept.
Table<ActionId, std::uint8_t> credible_moves(const Game& game, const Stakes& stakes);

// 1 for an information set to which credible moves, and moves of chance with odds above 0, may lead.
Table<InfosetId, std::uint8_t> reached_by_credible_moves(const Game& game, const Stakes& stakes,
                                                         const Table<ActionId, std::uint8_t>& credible);

// How many credible moves an information set has.
std::uint32_t num_credible(const Infoset& infoset, const Table<ActionId, std::uint8_t>& credible);

}  // namespace demarche
