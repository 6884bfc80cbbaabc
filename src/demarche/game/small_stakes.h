#pragma once

#include "demarche/game/game.h"

#include <string>

namespace demarche {

// Information sets at which a certificate says nothing of what is chosen: all that its actor can still win or lose
// there is less than the gain that the certificate leaves open.
struct SmallStakes {
  std::size_t num_infosets = 0;
  InfosetId largest = none<struct InfosetTag>;  // the one with most at stake; none where there is no such set
  double at_stake = 0;                          // there: the best payoff that can follow minus the worst
};

// `gain` in payoff units. Payoffs that differ by rounding alone count as the same. Linear in nodes x actors.
SmallStakes find_small_stakes(const Game& game, const Stakes& stakes, double gain);

// One sentence for whoever reads a solution that was found to `tolerance` of the payoff range; empty where nothing is
// lost beside it.
std::string note_on_small_stakes(const Game& game, const Stakes& stakes, double tolerance);

}  // namespace demarche
