#pragma once

#include "demarche/study/answers.h"
#include "demarche/survey/read_study.h"

#include <vector>

namespace demarche {

// Gives each answer that the study has, too, what it is over the draws: the range of every number, of every difference
// within a comparison, and the share of the draws in which a check passes. How many numbers got a range.
// Bounds of a check that read numbers which were drawn are those of each draw; `parameters` are the others'.
std::size_t add_ranges(std::vector<Answer>& answers, const std::vector<Question>& questions,
                       const Parameters& parameters, const ReadStudy& study);

}  // namespace demarche
