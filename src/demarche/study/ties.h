#pragma once

#include "demarche/point/position.h"
#include "demarche/study/answers.h"

namespace demarche {

// R302, one a move: where it is reached its actor is paid just the same for several options, by the numbers and not
// because others keep it in doubt, and the answer hangs on how it chooses.
Diagnostics ties_behind(const Position& position, const Question& question, const std::vector<AnswerRow>& rows);

}  // namespace demarche
