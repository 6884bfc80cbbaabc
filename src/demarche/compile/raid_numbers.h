#pragma once

#include "demarche/compile/compile.h"
#include "demarche/raid/defence.h"

#include <string>
#include <vector>

namespace demarche {

// A raid of a model at one place of the story and one parameter point.
struct RaidReading {
  const Model& model;
  const Raid& raid;
  Span span;  // of the raid's step
  const Point& point;
  StateView state;
  std::string where;  // the history, for messages
  Diagnostics& diagnostics;
};

// Its numbers. Layers whose condition does not hold are not among them.
struct RaidNumbers {
  Defence defence;
  std::vector<std::string> layers;
  std::vector<std::string> owners;  // a layer of nobody belongs to one more, without a name, who is always there
  double num_steps = 0;             // that its outcome takes
  bool sound = true;                // false where something was reported: E011, E019, E026
};

RaidNumbers raid_numbers(const RaidReading& reading);

// Numbers the draws that layers share from 1 in order, and makes 0 of those that no other layer shares, so that equal
// defences compare equal whatever was written around them.
void number_draws(Defence& defence);

// The law of the leakers cut into the raid's levels: each takes the leakers above the level before it, up to its own
// bound. E019 where a bound is no count or leakers are left.
std::vector<double> cut_into_levels(const RaidReading& reading, const std::vector<double>& law);

}  // namespace demarche
