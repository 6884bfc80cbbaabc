#pragma once

#include "demarche/study/points.h"

namespace demarche {

// Adds to every row of questions whose rows are quantities its derivatives by all parameters, at the baseline's
// equilibrium of finite precision: one linearisation, one adjoint solve a row, and the changes of payoffs and odds with
// each parameter by Romberg's extrapolation of central differences of `bind` (order 6, the error estimated).
// `questions` has one entry an answer. Parameters derived from another one follow it. Where there are no derivatives
// the rows' notes say why.
void add_sensitivities(Study& study, const std::vector<const Question*>& questions, std::vector<Answer>& answers);

}  // namespace demarche
