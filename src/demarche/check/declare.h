#pragma once

#include "demarche/check/say.h"

// The first passes: what exists, before any formula is read.
namespace demarche {

// Titles, actors, sources, parameters (in the order in which they are computed), scales and variants, by name only.
void declare_names(Work& work);

// Traits, moves, draws, votes and counts of rounds with their values; where in the story each is settled and shown.
void declare_story(Work& work);

// A new variable; reports E021 where the name is taken. The name is `US.demarche` for an owner's.
VariableId declare_variable(Work& work, Variable variable);

// The options of one step that gives a move, or its levels; E003 where a comma is missing between two of them.
void declare_options(Work& work, VariableId move, const MoveStep& step);

// Adds a value unless the variable has it; E022 where there are too many.
void declare_value(Work& work, VariableId variable, const Name& name);

// E021 and false where an actor, parameter or variable without owner has this name.
bool declare_plain(Work& work, const Name& name, Declared symbol);

}  // namespace demarche
