#pragma once

#include "demarche/study/answers.h"

#include <string>
#include <vector>

namespace demarche {

// Where a belief was asked, the most likely place first, a sentence each: "asked at C.w, having seen nothing (70.0%):
// p 28.6%, r 71.4%", "and at 12 more places (3.1%)". Shares and beliefs are left out where there is one place only.
std::vector<std::string> places_in_words(const Answer& answer, const OfBelief& belief);

}  // namespace demarche
