#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace demarche {

// How much of the strategies stands on a page.
struct StrategiesShown {
  std::size_t most_sets_told = 2'000;        // of an actor, those reached most often
  std::size_t most_sets_of_move = SIZE_MAX;  // of a story
  std::size_t most_sets_open = 12;           // of the whole game that stand unfolded
};

// What everybody does: expected payoffs, then by actor every information set with how often it is reached, what is
// believed there, the moves with their probabilities and what each is worth, and the gain that is left. Where several
// equilibria were found and nothing was asked, what the others have that the first has not.
std::vector<view::Block> strategy_blocks(const Report& report, const StrategiesShown& shown);

}  // namespace demarche
