#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// A history that comes past a step without taking it, as a condition on the step, or on what it stands in, does not
// hold.
struct Bypass {
  NodeId next;         // where the history stands next
  ObservationId seen;  // what the actor had seen when the history came past
};

// All of them, for each of the steps; those left out in which the actor had seen what it has seen at no node. The model
// and the story belong together.
std::vector<std::vector<Bypass>> bypasses_of(const Model& model, const Compiled& compiled, ActorId actor,
                                             const std::vector<SiteId>& sites);

}  // namespace demarche
