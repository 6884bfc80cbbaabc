#pragma once

#include "demarche/report/path_record.h"
#include "demarche/report/report.h"

#include <expected>
#include <fstream>
#include <optional>
#include <string>

namespace demarche::cli {

// Where the path of a solve goes while it is followed: a file, line by line, and a record for the report page.
struct Trace {
  std::string file;  // empty: none
  std::ofstream out;
  bool keeps_record = false;
  PathRecord record;
  std::size_t num_points = 0;
};

// One sentence where the file cannot be written.
std::expected<void, std::string> open_trace(Trace& trace);
std::expected<void, std::string> close_trace(Trace& trace);

// The path has been followed: its file is finished, and its chart belongs to the report. False, and said why, where the
// file cannot be written.
bool finish_trace(Trace& trace, Report& report);

// Empty where nothing is wanted of the path. The trace must outlive the watcher.
PathWatcher watcher_of(Trace& trace);

}  // namespace demarche::cli
