#pragma once

#include "demarche/point/plan.h"
#include "demarche/point/solved.h"

#include <cstdint>

namespace demarche {

// How a cheap look for another equilibrium ended.
enum class Look : std::uint8_t {
  NotTaken,  // nobody wanted it, or what is known already says enough
  TooLong,   // it would take longer than the answers
  Nothing,   // that plays otherwise was found
  Another    // was found
};

// What speaks for other equilibria beside the one that was found by the logit path.
struct OtherEquilibria {
  bool crossed = false;      // branches cross on the way
  bool left_branch = false;  // the path turned back for long, and was left
  int num_folds = 0;
  Look look = Look::NotTaken;
  std::size_t num_starts = 0;  // that the look made
};

bool are_likely(const OtherEquilibria& others);

// What the solution itself tells; costs nothing.
OtherEquilibria signs_of_others(const Solution& solution);

// The same, and where that says nothing a look: at a small game from a few random starts, at a larger one by replies to
// the contrary of what everybody does. The same game and plan give the same, bit for bit: work is counted, not timed.
OtherEquilibria look_for_others(const Solved& solved, const Plan& plan, const Monitor& monitor = {});

}  // namespace demarche
