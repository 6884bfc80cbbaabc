#pragma once

#include "demarche/certify/certify.h"
#include "demarche/game/public_game.h"

#include <optional>

namespace demarche {

// A choice that is wrong by a good part of what is at stake in it, though beside the payoff range its gain is nothing.
struct Mistake {
  InfosetId infoset = none<struct InfosetTag>;
  // In each move that is made the best one has some edge over it: as a share of the sizes of all that speaks for or
  // against it, times the probability of the move, summed. A move that is worse whatever others do counts with its
  // probability; one to which others' mixing makes its actor indifferent counts with next to nothing.
  double share = 0;
};

// What is too unlikely to count.
struct Unlikely {
  double share = 0;        // mistakes up to this are passed over
  double probability = 0;  // of moves and beliefs: what rests on no more than these alone is no mistake either
};

// The largest mistake over all sets within reach; none where each is small. What speaks for or against a move is what
// its worth would change by if the actor knew the history, and at each later choice of others if it knew what they
// choose; what chance does is no choice, and evens out. `certificate`: of the same strategy. Linear in nodes, for
// actors only who make moves that are not their best.
std::optional<Mistake> worst_mistake(const Game& game, const Stakes& stakes, const Strategy& strategy,
                                     const Certificate& certificate, const Unlikely& unlikely);
std::optional<Mistake> worst_mistake(const PublicGame& game, const PublicStakes& stakes, const Strategy& strategy,
                                     const Certificate& certificate, const Unlikely& unlikely);

}  // namespace demarche
