#pragma once

#include "demarche/refine/signal.h"

#include <optional>
#include <vector>

namespace demarche {

// For each reply set, moves of it.
using Replies = std::vector<std::vector<std::size_t>>;

// All choices of moves, some at each reply set, that are all best replies at once to one belief about the types, drawn
// from those in `possible`; one belief for all of the receiver's own types. nullopt where there may be too many, or
// are more to look at than `looks_left`, of which each takes one.
std::optional<std::vector<Replies>> best_replies(const Signal& signal, const std::vector<std::size_t>& possible,
                                                 double margin, std::size_t& looks_left);

}  // namespace demarche
