#pragma once

#include "demarche/cli/finish.h"
#include "demarche/cli/play_lines.h"
#include "demarche/cli/play_log_file.h"

namespace demarche::cli {

// A play at the terminal: what is asked of the engine, where lines come from, how pages are printed, where it is kept.
struct PlayTable {
  Session& session;
  Request request;  // with the moves made so far
  const SolveArguments& format;
  TypedLines lines;
  PlayLogFile log;
};

// Plays until the story is over or nobody goes on, then looks back. The exit code.
int play_at(PlayTable& table);

// One request of it answered; or the exit code, after a sentence on why not.
std::expected<view::Page, int> page_of(PlayTable& table, PlayAsked::Show show, const std::string& seat);

}  // namespace demarche::cli
