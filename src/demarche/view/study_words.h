#pragma once

#include "demarche/survey/summary.h"

#include <string>
#include <vector>

namespace demarche {

// `Sobol sequence`, of `sobol`.
std::string design_words(const std::string& design);

// What to know of its rows before its ranges are believed, a sentence each.
std::vector<std::string> study_remarks(const StudySummary& study);

}  // namespace demarche
