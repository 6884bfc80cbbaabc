#pragma once

#include "demarche/solve/several/nash_census.h"

#include <vector>

namespace demarche {

// Nash equilibria of a game of three or more who choose in which at most two mix: all but two are held to a plan each,
// and what two do then is enumerated in exact arithmetic. Each is a component of its own, though it may hang together
// with others. By no means all: where three mix, supports are polynomial systems. But equilibria of curves come in
// pairs, of which one is mostly here. Empty where fewer choose, or where that is too much work.
std::vector<NashComponent> nash_of_two(const Game& game, const Stakes& stakes);

}  // namespace demarche
