#pragma once

#include "demarche/point/solved.h"

#include <cstdint>
#include <string_view>

namespace demarche {

// A number from 0 to 1 that hangs on the seed, on what is drawn by its name, and on the rounds in which it is: not on
// what anybody did before, so that who plays again with the same seed meets the same luck. Draws for different ends
// share no bits.
enum class LuckOf : std::uint32_t { Step = 0x73656174, RaidCounts };  // "seat": no other draw has these counters
double luck_at(const Solved& solved, NodeId node, std::uint64_t seed, LuckOf end);

// The move, by its number, that chance or an actor who is not played by a person makes there. What cannot be is never
// drawn.
std::size_t move_by_luck(const Solved& solved, NodeId node, std::uint64_t seed);

// How likely the k-th move there is, as the solution and the model's own odds say.
double chance_at(const Solved& solved, NodeId node, std::size_t k);

}  // namespace demarche
