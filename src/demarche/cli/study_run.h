#pragma once

#include "demarche/cli/console.h"
#include "demarche/survey/solve_rows.h"

namespace demarche::cli {

// Which rows of a study are solved, where they are kept, and by how many threads.
struct RowsWanted {
  Shard shard;
  StudyKeeper keeper;
  std::size_t num_threads = 1;
};

// Solves the missing rows, and tells how far that has come. About a second's rows are kept at a time.
Kept<void> fill_and_tell(StudyRun& run, const RowsWanted& wanted, ProgressLine& progress);

}  // namespace demarche::cli
