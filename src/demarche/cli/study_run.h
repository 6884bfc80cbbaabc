#pragma once

#include "demarche/cli/console.h"
#include "demarche/draw/design.h"
#include "demarche/store/study_store.h"
#include "demarche/study/row_solver.h"

namespace demarche::cli {

// Everything that solving the rows of a study needs; the first solver has learnt the questions.
struct StudyRun {
  const Solved* central = nullptr;
  std::vector<Question> questions;
  StudyOptions options;
  RowStart start = RowStart::Path;
  Design design;
  std::vector<DrawnParameter> drawn;
  std::vector<Together> together;
  std::vector<std::unique_ptr<RowSolver>> solvers;  // one a thread; the others are made where they are needed
  std::vector<std::int64_t> missing;                // rows to solve
};

StoredRow stored(std::int64_t number, std::vector<double> parameters, const RowOutcome& outcome);

// Solves the missing rows and commits them a batch of about a second at a time. Stops where the progress says so; what
// was solved by then is committed.
Stored<void> solve_missing(StudyRun& run, const StudyStore& store, ProgressLine& progress);

}  // namespace demarche::cli
