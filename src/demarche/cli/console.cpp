#include "demarche/cli/console.h"

#include "demarche/diag/terminal.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace demarche::cli {
namespace {

constexpr int broken_pipe_code = 141;  // what shells show of programs that a broken pipe has killed

int output_error = 0;  // of the first print that failed

constexpr std::size_t largest_file = std::size_t{2} << 30;

bool wants_colour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(descriptor) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

Colour colour_of(int descriptor) { return wants_colour(descriptor) ? Colour::Always : Colour::Never; }

void write_to(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fflush(stream);
}

// Clears the line that progress is shown in.
void clear_line() { write_to(stderr, "\r\x1b[K"); }

}  // namespace

render::TextOptions stdout_options() {
  render::TextOptions options;
  options.colour = wants_colour(STDOUT_FILENO);
  winsize size{};
  if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    options.width = std::clamp<std::size_t>(size.ws_col, 40, 120);
  }
  return options;
}

Colour stderr_colour() { return colour_of(STDERR_FILENO); }

std::expected<std::string, std::string> read_text(const std::string& path) {
  if (path != "-" && std::filesystem::is_directory(path)) {
    return std::unexpected(fmt::format("`{}` is a folder, not a file", path));
  }
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr) return std::unexpected(fmt::format("cannot read `{}`: {}", path, std::strerror(errno)));
  std::string text;
  char block[1 << 16];
  while (const std::size_t num = text.size() <= largest_file ? std::fread(block, 1, sizeof block, file) : 0) {
    text.append(block, num);
  }
  const bool failed = std::ferror(file) != 0;
  if (file != stdin) std::fclose(file);
  if (text.size() > largest_file) return std::unexpected(fmt::format("`{}` is larger than 2 GiB", path));
  if (failed) return std::unexpected(fmt::format("cannot read `{}`: {}", path, std::strerror(errno)));
  return text;
}

void print_exactly(std::string_view text) {
  if (output_is_lost()) return;
  const bool on_terminal = isatty(STDOUT_FILENO) != 0;
  const std::string escaped = on_terminal ? for_terminal(text, colour_of(STDOUT_FILENO)) : std::string();
  const std::string_view sent = on_terminal ? std::string_view(escaped) : text;
  errno = 0;
  const bool written = std::fwrite(sent.data(), 1, sent.size(), stdout) == sent.size() && std::fflush(stdout) == 0;
  if (!written) output_error = errno != 0 ? errno : EIO;
}

void print(std::string_view text) { print_exactly(for_terminal(text, colour_of(STDOUT_FILENO))); }

bool output_is_lost() { return output_error != 0; }

void hold_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    // The lowest that is free is this one. It can only be read, so that what is printed to it is still an error.
    if (open("/dev/null", O_RDONLY) != descriptor) return;
  }
}

int exit_with_output(int exit_code) {
  errno = 0;
  if (!output_is_lost() && (std::fflush(stdout) != 0 || std::ferror(stdout) != 0))
    output_error = errno != 0 ? errno : EIO;
  if (!output_is_lost()) return exit_code;
  if (output_error == EPIPE && pipes_end_quietly()) return broken_pipe_code;
  return usage_error(
      fmt::format("the answers could not be written to standard output: {}", std::strerror(output_error)));
}

void complain(std::string_view text) { write_to(stderr, for_terminal(text, stderr_colour())); }

int usage_error(std::string_view sentence, std::string_view help) {
  complain(fmt::format("demarche: {}\n", sentence));
  if (!help.empty()) complain(fmt::format("  = help: {}\n", help));
  return code(Exit::Usage);
}

int refused(const Refusal& refusal) {
  const int exit_code = usage_error(refusal.sentence, refusal.help);
  for (const std::string& detail : refusal.details) complain(fmt::format("  - {}\n", detail));
  return refusal.out_of_memory ? code(Exit::Limit) : exit_code;
}

void print_diagnostics(const Source& source, const Diagnostics& diagnostics) {
  complain(render_all(source, diagnostics, stderr_colour()));
}

ProgressLine::ProgressLine(std::optional<double> time_limit_s)
    : time_limit_s_(time_limit_s), on_terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
  if (line_open_) clear_line();
}

Monitor ProgressLine::monitor() {
  return [this](const Progress& progress) { return keep_going(progress); };
}

std::string ProgressLine::why_stopped() const { return interrupted() ? stop_words() : "the time limit was reached"; }

int ProgressLine::stopped_code() const { return interrupted() ? 128 + stop_signal() : code(Exit::Limit); }

bool ProgressLine::keep_going(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  if (time_limit_s_ && elapsed_s > *time_limit_s_) out_of_time_ = true;
  const std::unique_lock lock(showing_, std::try_to_lock);
  if (!lock) return !stopped();
  note_work(work_done_, elapsed_s, progress.fraction);
  const double since_shown_s = std::chrono::duration<double>(now - last_shown_).count();
  if (since_shown_s > (on_terminal_ ? (line_open_ ? 0.2 : 0.7) : 10)) show(progress, now);
  return !stopped();
}

void ProgressLine::show(const Progress& progress, Clock::time_point now) {
  last_shown_ = now;
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  std::string line = fmt::format("{}: {:.0f} s", progress.what.empty() ? "solving" : progress.what, elapsed_s);
  if (progress.precision > 0) line += fmt::format(", precision {:.4g}", progress.precision);
  if (progress.max_gain > 0) line += fmt::format(", largest gain {:.2g}", progress.max_gain);
  if (progress.fraction > 0.01 && progress.fraction <= 1)
    line += fmt::format(", {:.0f}% done", 100 * progress.fraction);
  if (const std::string left = words_of(time_left(work_done_, elapsed_s)); !left.empty()) line += ", " + left;
  if (on_terminal_) clear_line();
  complain(on_terminal_ ? line : line + "\n");
  line_open_ = on_terminal_;
}

}  // namespace demarche::cli
