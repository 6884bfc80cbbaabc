#include "demarche/cli/play_log_file.h"

#include "demarche/render/json.h"
#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace demarche::cli {

PlayLogFile::PlayLogFile(PlayLogFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, nullptr)), written_(std::move(other.written_)) {}

PlayLogFile& PlayLogFile::operator=(PlayLogFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(file_, other.file_);
  std::swap(written_, other.written_);
  return *this;
}

PlayLogFile::~PlayLogFile() {
  if (file_ != nullptr) std::fclose(file_);
}

std::expected<PlayLogFile, std::string> PlayLogFile::open(const std::string& path, const char* mode) {
  PlayLogFile log;
  log.path_ = path;
  log.file_ = std::fopen(path.c_str(), mode);
  if (log.file_ != nullptr) return log;
  if (errno == EEXIST)
    return std::unexpected(fmt::format("`{0}` is there already: `--resume {0}` goes on with it", path));
  return std::unexpected(fmt::format("cannot write `{}`: {}", path, std::strerror(errno)));
}

std::expected<PlayLogFile, std::string> PlayLogFile::begin(const std::string& path) { return open(path, "wbx"); }

std::expected<PlayLogFile, std::string> PlayLogFile::go_on(const std::string& path,
                                                           const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  if (const auto written = write_file(path, text); !written) return std::unexpected(written.error());
  auto log = open(path, "ab");
  if (log) log->written_.insert(lines.begin(), lines.end());
  return log;
}

std::expected<void, std::string> PlayLogFile::add(const view::Data& events) {
  if (file_ == nullptr) return {};
  for (const std::string& line : lines_of(events)) {
    if (!written_.insert(line).second) continue;
    const std::string text = line + "\n";
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size() || std::fflush(file_) != 0)
      return std::unexpected(fmt::format("cannot write `{}`: {}", path_, std::strerror(errno)));
  }
  return {};
}

std::vector<std::string> lines_of(const view::Data& events) {
  std::vector<std::string> lines;
  const auto* list = std::get_if<view::Data::List>(&events.value());
  if (list == nullptr) return lines;
  for (const view::Data& event : *list) lines.push_back(render::compact_json_of(event));
  return lines;
}

}  // namespace demarche::cli
