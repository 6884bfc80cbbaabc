#include "demarche/cli/console.h"

#include "demarche/report/diagnostics.h"

#include <fmt/format.h>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace demarche::cli {
namespace {

std::atomic<bool> interrupt_seen = false;
constexpr std::size_t largest_file = std::size_t{2} << 30;

bool wants_colour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(descriptor) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

}  // namespace

TerminalOptions stdout_options() {
  TerminalOptions options;
  options.colour = wants_colour(STDOUT_FILENO);
  winsize size{};
  if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    options.width = std::clamp<std::size_t>(size.ws_col, 40, 120);
  }
  return options;
}

Colour stderr_colour() { return wants_colour(STDERR_FILENO) ? Colour::Always : Colour::Never; }

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

std::expected<void, std::string> write_text(const std::string& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) return std::unexpected(fmt::format("cannot write `{}`: {}", path, std::strerror(errno)));
  return {};
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

void complain(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

int usage_error(std::string_view sentence, std::string_view help) {
  complain(fmt::format("demarche: {}\n", sentence));
  if (!help.empty()) complain(fmt::format("  = help: {}\n", help));
  return code(Exit::Usage);
}

void print_diagnostics(const Source& source, const Diagnostics& diagnostics) {
  complain(render_all(source, diagnostics, stderr_colour()));
}

int model_errors(const Source& source, const Diagnostics& diagnostics, bool as_json) {
  print_diagnostics(source, diagnostics);
  if (as_json) print(diagnostics_as_json(source, diagnostics));
  const bool too_large = std::any_of(diagnostics.begin(), diagnostics.end(),
                                     [](const Diagnostic& diagnostic) { return diagnostic.kind == Kind::E020; });
  return code(too_large ? Exit::Limit : Exit::ModelErrors);
}

ProgressLine::ProgressLine(std::optional<double> time_limit_s)
    : time_limit_s_(time_limit_s), on_terminal_(isatty(STDERR_FILENO) != 0) {
  interrupt_seen = false;
  std::signal(SIGINT, [](int) {
    if (interrupt_seen.exchange(true)) std::_Exit(code(Exit::Interrupted));
  });
}

ProgressLine::~ProgressLine() {
  if (line_open_) complain("\r\x1b[K");
  std::signal(SIGINT, SIG_DFL);
}

Monitor ProgressLine::monitor() {
  return [this](const Progress& progress) { return keep_going(progress); };
}

bool ProgressLine::interrupted() const { return interrupt_seen; }

bool ProgressLine::keep_going(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  if (time_limit_s_ && elapsed_s > *time_limit_s_) out_of_time_ = true;
  const std::unique_lock lock(showing_, std::try_to_lock);
  if (!lock) return !interrupt_seen && !out_of_time_;
  const double since_shown_s = std::chrono::duration<double>(now - last_shown_).count();
  if (since_shown_s > (on_terminal_ ? (line_open_ ? 0.2 : 0.7) : 10)) show(progress, now);
  return !interrupt_seen && !out_of_time_;
}

void ProgressLine::show(const Progress& progress, Clock::time_point now) {
  last_shown_ = now;
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  std::string line = fmt::format("{}: {:.0f} s", progress.what.empty() ? "solving" : progress.what, elapsed_s);
  if (progress.precision > 0) line += fmt::format(", precision {:.4g}", progress.precision);
  if (progress.max_gain > 0) line += fmt::format(", largest gain {:.2g}", progress.max_gain);
  if (progress.fraction > 0.01 && progress.fraction <= 1) {
    line += fmt::format(", {:.0f}% done, about {:.0f} s left", 100 * progress.fraction,
                        elapsed_s * (1 - progress.fraction) / progress.fraction);
  }
  complain(on_terminal_ ? "\r\x1b[K" + line : line + "\n");
  line_open_ = on_terminal_;
}

}  // namespace demarche::cli
