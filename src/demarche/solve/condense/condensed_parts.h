#pragma once

#include "demarche/solve/condense/condense.h"

#include <cmath>

// What the parts of condensing have in common.
namespace demarche {

// Payoff differences in units of the range: what rounding leaves of sums that are equal.
inline constexpr double alike_within = 1e-13;
inline bool alike(double one, double other) { return std::abs(one - other) <= alike_within; }

inline std::uint32_t value_at(const Condensation& made, const Game& game, NodeId node, std::size_t actor) {
  return made.values[node.value * game.num_actors + actor];
}

// As an actor thinks they are.
inline double odds_of(const Stakes& stakes, const Node& node, std::size_t move, std::size_t actor) {
  return odds_of(stakes, ActorId{actor})[OddsId{node.first_odds().value + move}];
}

// The shape of what is kept, with the settled play behind its ends; numbers the kept nodes and odds.
LogitShape condensed_shape(const Game& game, SettledPlay play, Condensation& made);

}  // namespace demarche
