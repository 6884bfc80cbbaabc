#pragma once

#include "demarche/check/say.h"

// Moves whose options carry numbers: `A chooses force: none 0, some 0.4, all 1` and `A chooses offer: 11 levels from 0
// to 1`.
namespace demarche {

// The numbers of all such moves. E023 where steps that give the same move disagree, or only some options have one.
void build_move_numbers(Work& work);

// Options of a move are ordered as they are written, and their numbers must say the same: E008 at the place that asks
// for the order, in these words, where they do not.
void check_rising(Work& work, VariableId move, Span place, std::string_view words);

}  // namespace demarche
