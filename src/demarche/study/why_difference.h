#pragma once

#include "demarche/study/why_probability.h"

#include <string>
#include <vector>

namespace demarche {

// One of the two worlds of a question: a solved game, and the strategy that it is played by, which may be forced.
struct PlayedSide {
  Position position;
  Strategy strategy;
};

// What is left of the difference where one actor plays in the first world as it does in the second.
struct HeldActor {
  ActorId actor;
  double value = 0;      // of the quantity in the first world, then
  double goes_away = 0;  // of the difference
};

// How often an option is chosen, in either world.
struct ChangedMove {
  VariableId move;
  ValueIndex value = 0;
  double first = 0, second = 0;
};

struct DifferenceReasons {
  double first = 0, second = 0;      // the quantity in either world
  std::vector<HeldActor> actors;     // those who play differently, what takes most away first
  double by_everybody = 0;           // what goes away where all of them are held together
  double by_rules = 0;               // what then stays: the worlds differ although everybody plays alike
  std::vector<ChangedMove> changes;  // the largest first
  std::size_t num_unmatched = 0;  // information sets of the first world that the second has not: nobody is held there
};

// What is asked of both worlds.
struct AskedQuantity {
  const Quantity& quantity;
  const Formula* given;            // null: always
  std::optional<ActorId> seen_by;  // by whose odds
};

DifferenceReasons reasons_of(const PlayedSide& first, const PlayedSide& second, const AskedQuantity& asked);

}  // namespace demarche
