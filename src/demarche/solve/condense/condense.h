#pragma once

#include "demarche/solve/equations/logit_game.h"

namespace demarche {

// A game without the play that is settled whatever anybody believes. Where everything below an information set is
// settled, and its mover gains the same by one move over another at each of its histories, beliefs do not move its
// choice: at any precision it is known from the ends up, as in backward induction. In most crises the last moves, made
// when all is in the open, are such. A condensed game keeps the moves above them; its equilibria are those of the whole
// game. What is settled depends on the payoffs: actors must care alike, not just know alike.
struct Condensation {
  std::vector<char> is_settled;        // [node of the whole game]: nothing at or below it is kept
  std::vector<std::uint32_t> values;   // [node x num_actors + actor]: entry of a settled node's value
  std::vector<std::uint32_t> choices;  // [information set]: entry of a settled choice, or 0
  std::vector<std::uint32_t> nodes;    // [node of the condensed game]
  std::vector<std::uint32_t> odds;     // [odds of the condensed game]
};

struct CondensedGame {
  LogitShape shape;
  Condensation condensation;
};

// First moves are kept in any case. nullopt where there is nothing to leave out, or nobody moves. O(nodes).
std::optional<CondensedGame> condense(const Game& game, const Stakes& stakes);

// nullopt where other payoffs than those that the game was condensed at make actors care for what did not matter there.
std::optional<LogitStakes> condensed_stakes(const Game& game, const LogitShape& shape, const Condensation& condensation,
                                            const Stakes& stakes);

}  // namespace demarche
