#pragma once

#include "demarche/check/say.h"

// What is uncertain, the same in all that happens, and known to nobody: `unknown skill: 5 levels around 75% spread
// 0.1`. The levels are the nodes of the quadrature for the beta law with this mean and rho, so that few of them give
// exact odds; actors learn about it from what depends on it, by Bayes' rule.
namespace demarche {

// Its values `level1`, `level2`, ...; E019 where there are not from 2 to 50.
void declare_unknowns(Work& work);

// The numbers of the levels, and a first stage in which chance draws one, seen by nobody. Best guesses are known.
void build_unknowns(Work& work);

}  // namespace demarche
