#pragma once

#include "demarche/game/game.h"

#include <vector>

namespace demarche {

// An information set that is reached only by way of actors' moves of probability 0, at which the strategy does not
// settle what to believe: histories come about by different such moves, and whichever of them is the likelier mistake
// decides.
struct UnsettledBelief {
  InfosetId infoset;
  std::size_t num_ways = 0;  // sets of mistakes, none of which holds another, that lead there
  double max_gain = 0;  // the largest one-shot gain over all consistent beliefs (Kreps & Wilson 1982), payoff units
  bool exact = true;    // false: too many ways to sort out; max_gain is an upper bound
};

// Each way that needs no mistake another way can do without may be the only one believed in, taking its own mistakes as
// far likelier than all others; beliefs that mix ways lie between, and the gain is convex in them. So the largest gain
// is that of one way. Chance makes no mistakes: what lies behind its moves of odds 0 is not believed in, and sets to
// which nothing else leads are left out.
std::vector<UnsettledBelief> unsettled_beliefs(const Game& game, const Stakes& stakes, const Strategy& strategy);

}  // namespace demarche
