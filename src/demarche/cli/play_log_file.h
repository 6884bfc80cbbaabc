#pragma once

#include "demarche/view/page.h"

#include <cstdio>
#include <expected>
#include <set>
#include <string>
#include <vector>

namespace demarche::cli {

// The log of a play as a file, to which each event is added as soon as it has happened: whatever ends the program, what
// was played until then is there.
class PlayLogFile {
 public:
  PlayLogFile() = default;  // no file
  PlayLogFile(PlayLogFile&& other) noexcept;
  PlayLogFile& operator=(PlayLogFile&& other) noexcept;
  ~PlayLogFile();

  // A new one; refused where there is a file.
  static std::expected<PlayLogFile, std::string> begin(const std::string& path);
  // One that goes on after these lines.
  static std::expected<PlayLogFile, std::string> go_on(const std::string& path, const std::vector<std::string>& lines);

  // The events that are not there yet. A sentence where they cannot be written.
  std::expected<void, std::string> add(const view::Data& events);
  bool is_kept() const { return file_ != nullptr; }
  const std::string& path() const { return path_; }

 private:
  static std::expected<PlayLogFile, std::string> open(const std::string& path, const char* mode);

  std::string path_;
  std::FILE* file_ = nullptr;
  std::set<std::string> written_;
};

// An event as a line, without its end.
std::vector<std::string> lines_of(const view::Data& events);

}  // namespace demarche::cli
