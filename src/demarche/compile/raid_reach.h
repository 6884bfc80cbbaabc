#pragma once

#include "demarche/compile/known.h"

#include <vector>

namespace demarche {

// Numbers of leakers, both ends included.
struct LeakerRange {
  double least = 0;
  double most = 0;
};

// The numbers of leakers that a raid can have whatever the parameters are, one range a regime: nothing outside them can
// be. They follow from what was launched and from what stops for certain or not at all; a bound that a parameter moves
// may be anything. Where magazines are shared the ranges may be wider than what can be.
std::vector<LeakerRange> leakers_that_can_be(const Raid& raid, const Certain& certain);

}  // namespace demarche
