#pragma once

#include "demarche/cli/console.h"
#include "demarche/draw/design.h"
#include "demarche/store/study_store.h"
#include "demarche/study/row_solver.h"

#include <optional>

namespace demarche::cli {

// The rows that are still to be solved: every `step`th from `next` on but those that are done, which are in order. They
// are not listed: a study may have billions.
struct MissingRows {
  std::uint64_t next = 0;
  std::uint64_t step = 1;
  std::uint64_t num_rows = 0;  // of the whole study
  std::vector<std::int64_t> done;
  std::size_t num_passed = 0;  // of those that are done
};
std::uint64_t count_of(const MissingRows& rows);
std::optional<std::int64_t> take(MissingRows& rows);

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
  MissingRows missing;
};

StoredRow stored(std::int64_t number, std::vector<double> parameters, const RowOutcome& outcome);

// Solves the missing rows and commits them a batch of about a second at a time. Stops where the progress says so; what
// was solved by then is committed.
Stored<void> solve_missing(StudyRun& run, const StudyStore& store, ProgressLine& progress);

}  // namespace demarche::cli
