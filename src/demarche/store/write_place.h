#pragma once

#include <sys/types.h>

#include <expected>
#include <optional>
#include <string>

namespace demarche {

// One sentence about a file that could not be written.
template <class T>
using Written = std::expected<T, std::string>;

// Where a path leads: the file that its links point at, or what takes text as it comes (a terminal, a pipe, /dev/null,
// what standard output goes to).
struct WritePlace {
  struct Old {
    mode_t mode = 0;
    uid_t owner = 0;
    gid_t group = 0;
  };
  std::string path;    // as it was given, for sentences
  std::string target;  // links followed
  std::string folder;
  std::optional<Old> old;      // of what is there
  std::optional<int> already;  // the descriptor that leads there already
  bool straight = false;
};

// Or one sentence: a folder that is not there, a file that may not be written.
Written<WritePlace> place_of(const std::string& path);

std::string cannot_write(const std::string& path, int error);

}  // namespace demarche
