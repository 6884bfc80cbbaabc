#include "demarche/cli/studio_file.h"

#include "demarche/store/write_file.h"
#include "demarche/studio/replies.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace demarche::cli {
namespace {

using studio::OnDisk;

OnDisk unreadable(const std::string& name, const char* why) {
  return {OnDisk::As::Unreadable, {}, fmt::format("cannot read `{}`: {}", name, why)};
}

// All of it, or a byte more than is taken.
std::optional<std::string> bytes_of(int descriptor) {
  std::string bytes;
  char block[1 << 16];
  while (bytes.size() <= studio::most_text) {
    const ssize_t num = ::read(descriptor, block, sizeof block);
    if (num < 0 && errno == EINTR) continue;
    if (num < 0) return std::nullopt;
    if (num == 0) break;
    bytes.append(block, static_cast<std::size_t>(num));
  }
  return bytes;
}

OnDisk read_open(int descriptor, const std::string& name) {
  struct stat what{};
  if (fstat(descriptor, &what) != 0) return unreadable(name, std::strerror(errno));
  if (S_ISDIR(what.st_mode)) return {OnDisk::As::Folder};
  if (!S_ISREG(what.st_mode)) return unreadable(name, "it is no file");
  auto bytes = bytes_of(descriptor);
  return bytes ? studio::bytes_on_disk(name, std::move(*bytes)) : unreadable(name, std::strerror(errno));
}

bool is_as_before(const struct stat& one, const struct stat& other) {
  return one.st_ino == other.st_ino && one.st_dev == other.st_dev && one.st_size == other.st_size &&
         one.st_mtim.tv_sec == other.st_mtim.tv_sec && one.st_mtim.tv_nsec == other.st_mtim.tv_nsec &&
         one.st_ctim.tv_sec == other.st_ctim.tv_sec && one.st_ctim.tv_nsec == other.st_ctim.tv_nsec;
}

}  // namespace

OnDisk read_disk(const std::string& path, const std::string& name) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);  // a pipe is not waited for
  if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR)) return {OnDisk::As::Gone};
  if (descriptor < 0) return unreadable(name, std::strerror(errno));
  OnDisk disk = read_open(descriptor, name);
  close(descriptor);
  return disk;
}

StudioFile::StudioFile(StudioBell& bell, std::string path)
    : bell_(bell), path_(std::move(path)), name_(std::filesystem::path(path_).filename().string()) {
  look();
}

OnDisk StudioFile::now() {
  OnDisk disk = read_disk(path_, name_);
  note(disk);
  return disk;
}

void StudioFile::note(const OnDisk& disk) {
  std::string event = studio::file_event(disk);
  const std::lock_guard lock(bell_.mutex);
  if (event == event_) return;
  event_ = std::move(event);
  bell_.rung.notify_all();
}

void StudioFile::look() {
  struct stat what{};
  const bool is_there = stat(path_.c_str(), &what) == 0;
  if (is_there && looked_at_ && is_as_before(what, *looked_at_)) return;
  looked_at_ = is_there ? std::optional(what) : std::nullopt;
  now();
}

http::Answer StudioFile::save(const http::Asked& asked) {
  const std::lock_guard lock(saving_);
  if (auto refused = studio::refusal_to_save(name_, read_disk(path_, name_), asked)) return std::move(*refused);
  if (const auto written = write_file(path_, asked.body); !written) return studio::told(403, written.error());
  now();
  return studio::saved_reply(asked.body);
}

}  // namespace demarche::cli
