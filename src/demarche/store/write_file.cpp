#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_pending = 1 << 20;
constexpr std::size_t longest_stem = 200;  // names may have 255 bytes

// A name that nobody can guess, so that nobody can put a link there.
std::string unfinished_name(const WritePlace& place) {
  std::random_device random;
  const std::string stem = std::filesystem::path(place.target).filename().string().substr(0, longest_stem);
  return fmt::format("{}/.{}.{:08x}{:08x}.new", place.folder, stem, random(), random());
}

// A new name in a folder lasts when the folder is on the disk, too. Some file systems cannot be asked.
bool sync_folder(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno == EACCES;  // may be written and searched, but not read
  const bool synced = fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
  const int error = errno;
  close(descriptor);
  errno = error;
  return synced;
}

}  // namespace

NewFile::NewFile(NewFile&& other) noexcept { *this = std::move(other); }

NewFile& NewFile::operator=(NewFile&& other) noexcept {
  std::swap(place_, other.place_);
  std::swap(if_there_, other.if_there_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(name_, other.name_);
  std::swap(pending_, other.pending_);
  std::swap(failure_, other.failure_);
  return *this;
}

NewFile::~NewFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!name_.empty()) unlink(name_.c_str());
}

Written<NewFile> NewFile::begin(const std::string& path, IfThere if_there) {
  auto place = place_of(path);
  if (!place) return std::unexpected(std::move(place.error()));
  if (if_there == IfThere::Leave && place->old) return std::unexpected(cannot_write(path, EEXIST));
  NewFile file;
  file.place_ = std::move(*place);
  file.if_there_ = if_there;
  const mode_t mode = file.place_.old ? 0600 : 0666;
  const bool begun = file.place_.straight ? file.open_straight()
                                          : (file.open_nameless(mode) || file.open_named(mode)) && file.take_over_old();
  if (!begun) return std::unexpected(cannot_write(path, errno));
  return file;
}

bool NewFile::open_straight() {
  descriptor_ = place_.already ? fcntl(*place_.already, F_DUPFD_CLOEXEC, 3)
                               : open(place_.target.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
  return descriptor_ >= 0;
}

// Without a name nothing can be left behind, however the program ends.
bool NewFile::open_nameless([[maybe_unused]] mode_t mode) {
#ifdef O_TMPFILE
  if (access("/proc/self/fd", X_OK) != 0) return false;
  descriptor_ = open(place_.folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
#endif
  return descriptor_ >= 0;
}

bool NewFile::open_named(mode_t mode) {
  name_ = unfinished_name(place_);
  descriptor_ = open(name_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode);
  if (descriptor_ < 0) name_.clear();
  return descriptor_ >= 0;
}

// Whoever could read or write the old file can do so with the new one, and nobody else. Where its group cannot be kept,
// the group may do what everybody may.
bool NewFile::take_over_old() const {
  if (!place_.old) return true;
  struct stat here{};
  if (fstat(descriptor_, &here) != 0) return false;
  const WritePlace::Old& old = *place_.old;
  mode_t mode = old.mode;
  if (here.st_uid != old.owner && fchown(descriptor_, old.owner, static_cast<gid_t>(-1)) != 0) return false;
  if (here.st_gid != old.group && fchown(descriptor_, static_cast<uid_t>(-1), old.group) != 0) {
    if (errno != EPERM) return false;
    mode = (mode & ~static_cast<mode_t>(070)) | ((mode & 07U) << 3U);
  }
  return fchmod(descriptor_, mode) == 0;
}

Written<void> NewFile::outcome(bool good) {
  if (!good && failure_.empty()) failure_ = cannot_write(place_.path, errno);
  if (!failure_.empty()) return std::unexpected(failure_);
  return {};
}

bool NewFile::flush() {
  std::string_view rest = pending_;
  while (!rest.empty()) {
    const ssize_t num = ::write(descriptor_, rest.data(), rest.size());
    if (num < 0 && errno == EINTR) continue;
    if (num < 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(num));
  }
  pending_.clear();
  return true;
}

Written<void> NewFile::write(std::string_view text) {
  if (!failure_.empty()) return outcome(false);
  pending_ += text;
  return outcome(pending_.size() < most_pending || flush());
}

// The nameless file gets the name it is meant for where that is free, and an unfinished one where it is to replace.
bool NewFile::give_name() {
  if (!name_.empty()) return true;
  const std::string nameless = fmt::format("/proc/self/fd/{}", descriptor_);
  const auto link_to = [&](const std::string& name) {
    return linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
  };
  if (!place_.old) {
    if (link_to(place_.target)) return true;
    if (errno != EEXIST || if_there_ == IfThere::Leave) return false;
  }
  std::string name = unfinished_name(place_);
  if (!link_to(name)) return false;
  name_ = std::move(name);
  return true;
}

// Where a file system knows no second names, the moment between looking and renaming has to be borne.
bool NewFile::replace_name() {
  const char* target = place_.target.c_str();
  if (if_there_ == IfThere::Leave) {
    if (link(name_.c_str(), target) == 0) return unlink(name_.c_str()) == 0;
    if (errno != EPERM && errno != ENOTSUP) return false;
    const bool taken = access(target, F_OK) == 0;
    if (taken) errno = EEXIST;
    if (taken) return false;
  }
  return rename(name_.c_str(), target) == 0;
}

bool NewFile::put_in_place() {
  if (fsync(descriptor_) != 0 || !give_name()) return false;
  if (close(std::exchange(descriptor_, -1)) != 0) return false;
  if (!name_.empty() && !replace_name()) return false;
  name_.clear();
  return sync_folder(place_.folder);
}

Written<void> NewFile::finish() {
  if (!failure_.empty() || descriptor_ < 0) return outcome(false);
  if (!flush()) return outcome(false);
  return outcome(place_.straight ? close(std::exchange(descriptor_, -1)) == 0 : put_in_place());
}

Written<void> write_file(const std::string& path, std::string_view text, IfThere if_there) {
  auto file = NewFile::begin(path, if_there);
  if (!file) return std::unexpected(std::move(file.error()));
  if (const auto written = file->write(text); !written) return written;
  return file->finish();
}

Written<void> try_to_write(const std::string& path) {
  const auto place = place_of(path);
  if (!place) return std::unexpected(place.error());
  if (place->straight) return {};  // to open a pipe and close it again would tell its reader that all is over
  const auto file = NewFile::begin(path);
  if (!file) return std::unexpected(file.error());
  return {};
}

}  // namespace demarche
