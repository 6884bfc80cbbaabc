#pragma once

#include "demarche/engine/lent.h"
#include "demarche/store/write_file.h"

#include <string>

namespace demarche::cli {

// A table as CSV, written row by row: to standard output, or into a file that gets its name at the end.
struct TableFile {
  std::string path;
  bool to_stdout = false;
  bool begun = false;
  NewFile out = {};
  Written<void> written = {};  // of everything so far
};

// One sentence where there can be no such file. Whoever does not begin it has it begun with the first row.
Written<void> begin(TableFile& file);

// What the engine is lent of it. The file must outlive it.
TableHeard written_to(TableFile& file);

// The file gets its name: `exit_code`, or what it is where the file could not be written, after one sentence on that.
int finish(TableFile& file, int exit_code);

}  // namespace demarche::cli
