#pragma once

#include "demarche/game/game.h"
#include "demarche/game/public_game.h"

#include <optional>
#include <string>
#include <vector>

namespace demarche {

// The same stakes with the payoffs of some actors less what they have in common, which changes no choice: of those
// whose payoffs doubles do not hold (they come with remainders), and of those whose payoffs differ by rounding alone,
// which become 0. nullopt where there are none.
std::optional<Stakes> relative_stakes(const Game& game, const Stakes& stakes);

// The spread of each actor's payoffs over plays that can be; 0 where they differ by rounding alone.
std::vector<double> payoff_spreads(const Game& game, const Stakes& stakes);

// One sentence on actors who get the same however the game is played, or whose own moves change nothing of what they
// get; empty where there are none. The names are the game's.
std::string note_on_nothing_at_stake(const Game& game, const Stakes& stakes);

// The same for a game in public, whose actors' names are given; of actors who always get the same.
std::string note_on_nothing_at_stake(const PublicGame& game, const PublicStakes& stakes,
                                     const std::vector<std::string>& actors);

}  // namespace demarche
