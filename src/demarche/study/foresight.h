#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// What of the variables that a condition names has not happened at a node of the story and still can, there or below.
struct Foresight {
  const Model* model = nullptr;
  std::vector<VariableId> named;
  std::size_t num_words = 0;              // of 64 variables each
  std::vector<std::uint64_t> can_happen;  // [node x num_words + word]
};
Foresight look_for(const Model& model, const Formula& condition, const Compiled& compiled);

// Whether the condition is true at a node whatever still can happen turns out to be, by Kleene's three values (1938,
// J. Symbolic Logic 3, 150-155): what has not happened and still can leaves open what is said of it; what no longer can
// counts as not happened.
bool is_certain(const Formula& condition, const Point& point, const Compiled& compiled, const Foresight& foresight,
                NodeId node);

}  // namespace demarche
