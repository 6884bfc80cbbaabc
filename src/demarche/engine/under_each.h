#pragma once

#include "demarche/engine/engine.h"
#include "demarche/study/answers.h"

#include <vector>

namespace demarche {

// The questions answered under each of the equilibria that were found, in their order; fewer where the monitor stops
// it. The first equilibrium is the solution again when it is done.
std::vector<Answered> answer_under_each(Found& found, const std::vector<Question>& questions, StudyOptions options,
                                        const Monitor& monitor);

}  // namespace demarche
