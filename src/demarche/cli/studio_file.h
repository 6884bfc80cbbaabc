#pragma once

#include "demarche/cli/studio_bell.h"
#include "demarche/studio/kept_file.h"

#include <optional>
#include <string>

#include <sys/stat.h>

namespace demarche::cli {

// The file that is open in the studio, and what stood in it when somebody last looked.
class StudioFile {
 public:
  StudioFile(StudioBell& bell, std::string path);

  const std::string& name() const { return name_; }
  studio::OnDisk now();                         // as it stands on the disk
  http::Answer save(const http::Asked& asked);  // unless it is another than whoever saves has seen
  void look();                                  // rings where it has changed
  std::string event() const { return event_; }  // with the lock of the bell

 private:
  void note(const studio::OnDisk& disk);

  StudioBell& bell_;
  std::string path_;
  std::string name_;
  std::mutex saving_;
  std::optional<struct stat> looked_at_;  // by the thread that looks
  std::string event_;
};

// What is on the disk under a path.
studio::OnDisk read_disk(const std::string& path, const std::string& name);

}  // namespace demarche::cli
