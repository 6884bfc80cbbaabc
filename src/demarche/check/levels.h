#pragma once

#include "demarche/check/say.h"

// Traits that stand for a continuum: `private A.resolve: 20 levels from 0.025 to 0.975`.
namespace demarche {

// Its values `level1`, `level2`, ...; E022 where there are too many, E019 where there are not two.
void declare_levels(Work& work, VariableId variable, const TraitLevels& levels);

// The numbers of all such traits, evenly spaced with both ends among them. Best guesses are known.
void build_levels(Work& work);

// All levels equally likely.
DrawCase even_odds(const Variable& variable, Span span);

}  // namespace demarche
