#pragma once

#include "demarche/solve/equations/logit_game.h"

#include <vector>

namespace demarche {

// A set of histories closed downwards and under information sets: everything below its roots, and every history at
// which anybody below them cannot tell where it is. All that such a part needs of the rest are the odds with which its
// roots are met.
struct Part {
  std::vector<std::uint32_t> roots;  // nodes of the shape
  std::vector<std::uint32_t> sets;   // at which there is a choice
  std::size_t num_nodes = 0;
};

// Parts of a game, from small to large. Those of one level do not touch each other, and whatever parts of lower
// levels they touch they hold.
struct Parts {
  std::vector<std::vector<Part>> levels;
};

// Nodes of parts of all levels together are at most so many times those of the game.
inline constexpr std::size_t most_copies = 32;

// Grown from the ends: a level adds the sets below which all is in parts already, and makes one of what they join. The
// whole game is none of its parts. O(nodes), times a constant for each level up to a bound.
Parts find_parts(const LogitShape& shape);

}  // namespace demarche
