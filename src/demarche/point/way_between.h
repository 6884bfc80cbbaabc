#pragma once

#include "demarche/point/equilibria.h"

#include <optional>
#include <vector>

namespace demarche {

// An information set at which two equilibria choose otherwise, where play may come in one of them.
struct ChangedChoice {
  InfosetId set;
  ActionId before;   // the likeliest move in the one
  ActionId after;    // in the other; where that is the same and less likely, the move that gains most
  double apart = 0;  // the largest difference of a probability, times that of being there in either
};

// Choices that lead from one equilibrium to another: once these are as in the other, what everybody else then finds
// best, time after time, ends in the play of the other.
struct Lead {
  std::vector<InfosetId> sets;  // none: the one does not hold by itself
  double cost = 0;              // what they cost at most at one of the sets while all else is as in the one
};

// What is between the first equilibrium and another one.
struct WayBetween {
  std::vector<ChangedChoice> changes;  // the largest first
  std::optional<Lead> lead;            // the smallest that was found, and of several the cheapest
  bool looked = false;                 // for one; not in large games
};

// One for each equilibrium of the list; the first has nothing between. Deterministic, and bounded in work.
std::vector<WayBetween> ways_from_first(const Game& game, const Stakes& stakes, const Equilibria& equilibria);

}  // namespace demarche
