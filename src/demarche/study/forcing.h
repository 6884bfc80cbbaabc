#pragma once

#include "demarche/study/position.h"

#include <string>

namespace demarche {

// One actor's choice replaced wherever the value is on offer; all other moves, and all beliefs, stay as they were.
struct Forced {
  Strategy strategy;
  std::string note;  // where the value was not on offer; may be empty
};
Forced force(const Position& position, VariableId move, ValueIndex value);

}  // namespace demarche
