#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// The only values of a trait with which a line counts; no trait: it may count with any.
struct Requirement {
  VariableId trait = none<struct VariableTag>;
  std::vector<ValueIndex> values;
};

// Part of an actor's payoff: a line of the model, or an addend of one, that reads traits of at most two actors. A type
// of theirs must meet the requirement and the hidden condition for the number to count.
struct PublicLine {
  ActorId actor;                          // whose payoff
  ActorId one = none<struct ActorTag>;    // whose traits are read; none: nobody's
  ActorId other = none<struct ActorTag>;  // and of a second actor, with a larger id
  Requirement of_one, of_other;
  Formula open;    // what of the condition reads no traits
  Formula hidden;  // the rest
  Formula number;
  std::vector<VariableId> public_reads;  // of all formulas, without traits
  Span span;                             // the line of the model
};

// Cuts all payoffs into lines; fails with one sentence where an addend reads the traits of three actors.
std::expected<std::vector<PublicLine>, std::string> public_lines(const Model& model);

}  // namespace demarche
