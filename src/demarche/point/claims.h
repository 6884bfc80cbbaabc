#pragma once

#include "demarche/point/point.h"

#include <vector>

// What is said to happen in an equilibrium, held against what does.
namespace demarche {

// How far from what is said a number may lie, as a share of what it is a number of: in the limit as far as two limits
// may lie apart and be one. 0 at a precision, where mistakes are made and an event that is said to come true need only
// do so more often than not.
double leeway_of(const AqreOptions& aim, const Solution& solution);

// Of each claim that the model names its equilibrium by.
std::vector<ClaimRead> read_claims(const AtPoint& at, const Strategy& strategy, double leeway);

bool all_fit(const std::vector<ClaimRead>& reads);

// [action], from -1 to 1: towards which moves the claims lean, where everybody else chooses evenly. 0 where they say
// nothing of the choice.
std::vector<double> leaning_of(const AtPoint& at);

}  // namespace demarche
