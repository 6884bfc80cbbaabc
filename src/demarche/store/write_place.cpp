#include "demarche/store/write_place.h"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

namespace demarche {
namespace {

constexpr int most_links = 40;  // as many as Linux follows

// The end of a chain of links, also where nothing is there yet.
Written<std::string> end_of_links(const std::string& path) {
  std::filesystem::path here = path;
  for (int link = 0; link < most_links; ++link) {
    std::error_code failure;
    const std::filesystem::path next = std::filesystem::read_symlink(here, failure);
    if (failure) return here.string();
    here = next.is_absolute() ? next : here.parent_path() / next;
  }
  return std::unexpected(cannot_write(path, ELOOP));
}

// `/dev/stdout`, `/dev/fd/3` and the like: what they name is open already, and where it is a file, text goes on where
// the descriptor stands.
std::optional<int> descriptor_named(const std::string& path) {
  if (path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view start : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(start)) continue;
    int number = 0;
    const char* end = path.data() + path.size();
    const auto [stop, error] = std::from_chars(path.data() + start.size(), end, number);
    if (error == std::errc{} && stop == end && number >= 0) return number;
  }
  return std::nullopt;
}

// A file that standard output goes to must not be replaced below it.
std::optional<int> standard_descriptor_at(const struct stat& there) {
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat open{};
    const bool known = fstat(descriptor, &open) == 0;
    if (known && open.st_dev == there.st_dev && open.st_ino == there.st_ino) return descriptor;
  }
  return std::nullopt;
}

Written<void> look_at(WritePlace& place, const struct stat& there) {
  if (S_ISDIR(there.st_mode)) return std::unexpected(fmt::format("`{}` is a folder, not a file", place.path));
  place.straight = !S_ISREG(there.st_mode);
  place.old = WritePlace::Old{there.st_mode & 07777, there.st_uid, there.st_gid};
  if (!place.straight) place.already = standard_descriptor_at(there);
  if (access(place.target.c_str(), W_OK) != 0) return std::unexpected(cannot_write(place.path, errno));
  return {};
}

Written<void> look_for_folder(const WritePlace& place) {
  struct stat folder{};
  if (stat(place.folder.c_str(), &folder) == 0 && S_ISDIR(folder.st_mode) && !place.target.ends_with('/')) return {};
  const std::string named = place.target.ends_with('/') ? place.target : place.folder;
  return std::unexpected(fmt::format("cannot write `{}`: there is no folder `{}`", place.path, named));
}

}  // namespace

std::string cannot_write(const std::string& path, int error) {
  return fmt::format("cannot write `{}`: {}", path, std::strerror(error));
}

Written<WritePlace> place_of(const std::string& path) {
  WritePlace place;
  place.path = path;
  place.already = descriptor_named(path);
  place.straight = place.already.has_value();
  if (place.straight) return place;
  if (path.empty()) return std::unexpected(cannot_write(path, ENOENT));
  auto target = end_of_links(path);
  if (!target) return std::unexpected(std::move(target.error()));
  place.target = std::move(*target);
  const std::string parent = std::filesystem::path(place.target).parent_path().string();
  place.folder = parent.empty() ? "." : parent;
  struct stat there{};
  if (stat(place.target.c_str(), &there) == 0) {
    if (const auto fit = look_at(place, there); !fit) return std::unexpected(fit.error());
  } else if (errno != ENOENT && errno != ENOTDIR) {
    return std::unexpected(cannot_write(path, errno));
  }
  place.straight = place.straight || place.already.has_value();
  if (place.straight) return place;
  if (const auto folder = look_for_folder(place); !folder) return std::unexpected(folder.error());
  return place;
}

}  // namespace demarche
