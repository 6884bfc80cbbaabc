#pragma once

#include "demarche/cli/read_study.h"
#include "demarche/study/answers.h"

namespace demarche::cli {

// Gives each answer that the study has, too, what it is over the draws: the range of every number, of every difference
// within a comparison, and the share of the draws in which a check passes. How many numbers got a range.
std::size_t add_ranges(std::vector<Answer>& answers, const ReadStudy& study);

}  // namespace demarche::cli
