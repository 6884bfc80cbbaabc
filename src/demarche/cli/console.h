#pragma once

#include "demarche/base/progress.h"
#include "demarche/base/refusal.h"
#include "demarche/base/time_left.h"
#include "demarche/cli/signals.h"
#include "demarche/diag/diagnostic.h"
#include "demarche/render/text.h"

#include <atomic>
#include <chrono>
#include <expected>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace demarche::cli {

// Exit codes are part of the product; docs/reference/exit-codes.md lists them.
enum class Exit : int { Ok = 0, ModelErrors = 1, Usage = 2, NotCertified = 3, CheckFailed = 4, Limit = 5 };

inline constexpr int code(Exit exit) { return static_cast<int>(exit); }

// What the terminals behind stdout and stderr can show; NO_COLOR and a pipe switch colours off.
render::TextOptions stdout_options();
Colour stderr_colour();

// The text of a file, or of standard input for `-`; otherwise one sentence for the user.
std::expected<std::string, std::string> read_text(const std::string& path);

// Texts leave through these alone. Whatever they hold, nothing unseen reaches a terminal: see diag/terminal.h.
void print(std::string_view text);     // to stdout
void complain(std::string_view text);  // to stderr

// Models and games, for other programs: byte by byte, but for a terminal.
void print_exactly(std::string_view text);

// Whether something printed could not be written: there is no use in printing more.
bool output_is_lost();

// Standard streams that are closed, so that no file is opened in their place; once, before any file is opened.
void hold_standard_streams();

// The exit code that the program ends with: where answers were lost on the way to standard output, not the one they
// deserve, after one sentence about it.
int exit_with_output(int exit_code);

// Wrong usage: `demarche: sentence`, then help if there is any. Returns Exit::Usage's code.
int usage_error(std::string_view sentence, std::string_view help = {});
// The same of what the core refused. Returns Exit::Limit's code where memory has run out.
int refused(const Refusal& refusal);

// On stderr.
void print_diagnostics(const Source& source, const Diagnostics& diagnostics);

// Shows how far long work has come: one redrawn line on a terminal, a plain line every ten seconds elsewhere. Stops the
// work on a signal (Ctrl-C) and at the time limit, and remembers which it was. Any thread may ask its monitor.
class ProgressLine {
 public:
  explicit ProgressLine(std::optional<double> time_limit_s);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  Monitor monitor();
  static bool interrupted() { return stop_signal() != 0; }
  bool out_of_time() const { return out_of_time_; }
  bool stopped() const { return interrupted() || out_of_time(); }
  std::string why_stopped() const;  // "interrupted", "the time limit was reached"
  int stopped_code() const;         // the exit code of what was stopped

 private:
  using Clock = std::chrono::steady_clock;
  bool keep_going(const Progress& progress);
  void show(const Progress& progress, Clock::time_point now);

  Listening listening_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_shown_ = Clock::now();
  std::optional<double> time_limit_s_;
  bool on_terminal_ = false;
  bool line_open_ = false;
  std::atomic<bool> out_of_time_ = false;
  std::mutex showing_;  // guards what follows
  WorkDone work_done_;
};

}  // namespace demarche::cli
