#include "demarche/cli/trace.h"

#include "demarche/cli/console.h"
#include "demarche/render/csv.h"
#include "demarche/view/path_table.h"

#include <tuple>
#include <utility>

namespace demarche::cli {

Written<void> open_trace(Trace& trace) {
  if (trace.file.empty()) return {};
  auto out = NewFile::begin(trace.file);
  if (!out) return std::unexpected(std::move(out.error()));
  trace.out = std::move(*out);
  return {};
}

PathWatcher watcher_of(Trace& trace) {
  if (trace.file.empty() && !trace.keeps_record) return {};
  return [&trace](const Game& game, const PathStep& step) {
    if (!trace.file.empty()) {
      // A failure is told when the file is finished: the solution is worth more than its path.
      if (trace.num_points == 0) std::ignore = trace.out.write(render::csv_row(path_heads(game)));
      std::ignore = trace.out.write(render::csv_row(path_row(step)));
    }
    if (trace.keeps_record) record(trace.record, step);
    ++trace.num_points;
  };
}

int finish_trace(Trace& trace, int exit_code) {
  if (trace.file.empty()) return exit_code;
  const auto finished = trace.out.finish();
  return finished ? exit_code : usage_error(finished.error());
}

}  // namespace demarche::cli
