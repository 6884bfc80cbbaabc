#pragma once

#include "demarche/base/crew.h"
#include "demarche/draw/design.h"
#include "demarche/study/row_solver.h"
#include "demarche/survey/keeper.h"
#include "demarche/survey/missing_rows.h"

namespace demarche {

// Everything that solving the rows of a study needs.
struct StudyRun {
  const Solved* central = nullptr;  // must outlive it
  std::vector<Question> questions;
  StudyOptions options;
  RowStart start = RowStart::Path;
  Design design;
  std::vector<DrawnParameter> drawn;
  std::vector<Together> together;
  std::vector<std::unique_ptr<RowSolver>> solvers;  // the first has learnt the questions; others are made when needed
  MissingRows missing;
};

// Takes the model solved at its best guesses, and has the first solver learn the questions there. Diagnostics where one
// has no answer. False where the monitor said to stop.
std::expected<bool, Diagnostics> begin_at(StudyRun& run, const Solved& central, const Monitor& monitor);

// What the run found at the best guesses.
StoredRow centre_of(const StudyRun& run);

// The rows from one number up to another, which is not among them; fewer where the monitor said to stop.
std::vector<StoredRow> solve_rows(StudyRun& run, std::uint64_t from, std::uint64_t to, const Monitor& monitor);

// How far the rows of a run have come.
struct RowsDone {
  std::uint64_t num_missing = 0;  // at the start
  std::uint64_t num_done = 0;
  std::uint64_t num_failed = 0;  // of those done: they do not count
};

// What solving rows is lent by whoever has threads and a clock.
struct RowsLent {
  Crew crew;
  Monitor monitor;                            // asked by all threads
  std::function<bool()> is_due;               // whether what is finished is to be kept now; empty: after every row
  std::function<void(const RowsDone&)> told;  // before the first row, and whenever rows are kept; one thread at a time
};

// Solves the rows of a shard that the keeper does not have, the central one included, and has them kept a batch at a
// time. Stops where the monitor says so; what was solved by then is kept.
OrRefusal<RowsDone> fill_study(StudyRun& run, const Shard& shard, const StudyKeeper& keeper, const RowsLent& lent);

}  // namespace demarche
