#pragma once

#include "demarche/certify/certify.h"

#include <optional>

namespace demarche {

// A certificate compares what moves are worth. Where an actor's payoffs have something large in common, or differ by
// rounding alone, that is taken off first and added to what is expected afterwards: no comparison changes by it.
struct WithoutBases {
  Stakes stakes;
  Table<ActorId, double> bases;
};
std::optional<WithoutBases> without_bases(const Game& game, const Stakes& stakes);

// Puts the bases back into expected payoffs and what moves are worth.
void add_bases(const Game& game, const Table<ActorId, double>& bases, Certificate& certificate);

// What payoffs are known to, at most, as doubles, in payoff units [outcome x num_actors + actor]: half a unit in the
// last place of each, 0 for whole numbers. Empty where that is nothing beside the range, as in most games.
std::vector<double> payoff_doubts(const Stakes& stakes, double payoff_range);

// Sizes of payoffs, laid out like them, where some are less than 1e-12 of the range and not 0; else empty.
std::vector<double> uneven_sizes(const Stakes& stakes, double payoff_range);

}  // namespace demarche
