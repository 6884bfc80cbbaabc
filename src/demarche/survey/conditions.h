#pragma once

#include "demarche/base/refusal.h"
#include "demarche/model/model.h"
#include "demarche/survey/bound.h"

#include <vector>

namespace demarche {

// A bound on one number: typed, or of a `check`, where it fails.
struct Condition {
  Bound bound;
  Question question;  // an `ask` of that number
};

// The conditions under which the checks among the questions fail: below the one bound, above the other. Bounds that
// hang on parameters are held where they are at this point.
std::vector<Condition> failures_of(const std::vector<Question>& questions, const Point& point);

}  // namespace demarche
