#pragma once

#include "demarche/store/write_file.h"
#include "demarche/view/path_record.h"

#include <expected>
#include <optional>
#include <string>

namespace demarche::cli {

// Where the path of a solve goes while it is followed: a file that gets its name at the end, and a record for the
// report page.
struct Trace {
  std::string file;  // empty: none
  NewFile out;
  bool keeps_record = false;
  PathRecord record;
  std::size_t num_points = 0;
};

// One sentence where the file cannot be written.
Written<void> open_trace(Trace& trace);

// Its file is finished: `exit_code`, or what it is where the file cannot be written, after one sentence about that.
int finish_trace(Trace& trace, int exit_code);

// Empty where nothing is wanted of the path. The trace must outlive the watcher.
PathWatcher watcher_of(Trace& trace);

}  // namespace demarche::cli
