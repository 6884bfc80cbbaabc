#pragma once

#include "demarche/cli/bound.h"
#include "demarche/cli/console.h"
#include "demarche/report/tipping.h"
#include "demarche/study/row_solver.h"

namespace demarche::cli {

// What is looked for: where single numbers tip an answer over a bound.
struct TipPlan {
  Bound bound;
  Question question;  // an `ask` of one number
  int num_steps = 16;
  std::size_t num_threads = 1;
};

// Moves each number with a range alone from the centre, and solves again where it looks. The numbers that were not
// reached when the progress said to stop are left out, and `complete` is false. Diagnostics where the question has no
// answer at the centre.
struct TipSearch {
  Tipping tipping;
  bool complete = true;
};
std::expected<TipSearch, Diagnostics> find_tipping(const Solved& central, const TipPlan& plan,
                                                   const StudyOptions& options, const ProgressLine& progress,
                                                   const Monitor& shown);

}  // namespace demarche::cli
