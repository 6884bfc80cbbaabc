#pragma once

#include "demarche/check/work.h"

// What actors think of chance beside the model's own odds.
namespace demarche {

// Who thinks of what; E005, E021 and E023 where names do not fit. Fills `Work::thoughts`.
void declare_thoughts(Work& work);

// What all actors think of one draw; E034 where an outcome is ruled out by one of them alone.
std::vector<Thought> build_thoughts(Work& work, const Chance& chance, const Where& where);

// Numbers that odds are computed from.
void build_number_thoughts(Work& work);

// What an actor thinks in a variant, once the story is built; false where something is wrong with it. `first`: where
// the variant says each of its thoughts.
bool build_changed_thought(Work& work, const ThoughtStatement& thought, Named<Span>& first, ModelChange& change);

}  // namespace demarche
