#include "demarche/cli/trace.h"

#include "demarche/cli/console.h"
#include "demarche/report/path_table.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace demarche::cli {
namespace {

std::string cannot_write(const Trace& trace) {
  return fmt::format("cannot write `{}`: {}", trace.file, std::strerror(errno));
}

}  // namespace

std::expected<void, std::string> open_trace(Trace& trace) {
  if (trace.file.empty()) return {};
  trace.out.open(trace.file, std::ios::binary);
  if (!trace.out) return std::unexpected(cannot_write(trace));
  return {};
}

std::expected<void, std::string> close_trace(Trace& trace) {
  if (trace.file.empty()) return {};
  trace.out.close();
  if (!trace.out) return std::unexpected(cannot_write(trace));
  return {};
}

PathWatcher watcher_of(Trace& trace) {
  if (trace.file.empty() && !trace.keeps_record) return {};
  return [&trace](const Game& game, const PathStep& step) {
    if (!trace.file.empty()) {
      if (trace.num_points == 0) trace.out << path_head_as_csv(game);
      trace.out << path_step_as_csv(step);
    }
    if (trace.keeps_record) record(trace.record, step);
    ++trace.num_points;
  };
}

bool finish_trace(Trace& trace, Report& report) {
  if (trace.keeps_record && trace.num_points > 0) report.path = &trace.record;
  const auto closed = close_trace(trace);
  if (!closed) usage_error(closed.error());
  return closed.has_value();
}

}  // namespace demarche::cli
