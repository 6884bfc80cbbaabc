#pragma once

#include "demarche/check/say.h"

#include <optional>

// Traits and moves that stand for a continuum: `private A.resolve: 20 levels from 0.025 to 0.975`.
namespace demarche {

// Their values `level1`, `level2`, ...; E022 where there are too many, E019 where there are not two.
void declare_levels(Work& work, VariableId variable, const LevelsSyntax& levels);

// What lays the levels out, as it is written.
Levels build_law(Work& work, VariableId id, const LevelsSyntax& levels);

// The numbers of the levels, by their law; E016 and E019 where they do not go up.
void number_levels(Work& work, VariableId id, const LevelsSyntax& levels);

// The same for all traits. Best guesses are known.
void build_levels(Work& work);

// All levels equally likely.
DrawCase even_odds(const Variable& variable, Span span);

}  // namespace demarche
