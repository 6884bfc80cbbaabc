#pragma once

#include "demarche/study/play.h"

#include <functional>

namespace demarche {

struct PlayPlan {
  std::uint64_t num_plays = 100'000;
  std::uint64_t seed = 1;
};

struct Played {
  PlayCounts counts;
  std::uint64_t num_plays = 0;  // fewer than were asked for where somebody said to stop
};

// Told of plays as they are made: the number of the first, and where each ends. False where no more are wanted.
using PlaysHeard = std::function<bool(std::uint64_t first, const std::vector<NodeId>& ends)>;

// Plays the solution's strategy out.
Played play_out(const Solved& solved, const PlayPlan& plan, const Monitor& monitor, const PlaysHeard& heard = {});

}  // namespace demarche
