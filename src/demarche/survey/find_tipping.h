#pragma once

#include "demarche/base/crew.h"
#include "demarche/study/row_solver.h"
#include "demarche/survey/bound.h"
#include "demarche/survey/tipping.h"

namespace demarche {

// What is looked for: where single numbers tip an answer over a bound.
struct TipPlan {
  Bound bound;
  Question question;  // an `ask` of one number
  int num_steps = 16;
};

// Moves each number with a range alone from the centre, and solves again where it looks. The numbers that were not
// reached when the monitor said to stop are left out, and `complete` is false. Diagnostics where the question has no
// answer at the centre. The monitor is asked by all of the crew, one at a time.
struct TipSearch {
  Tipping tipping;
  bool complete = true;
};
std::expected<TipSearch, Diagnostics> find_tipping(const Solved& central, const TipPlan& plan,
                                                   const StudyOptions& options, const Crew& crew,
                                                   const Monitor& monitor);

}  // namespace demarche
