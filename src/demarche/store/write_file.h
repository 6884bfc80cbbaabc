#pragma once

#include "demarche/store/write_place.h"

#include <cstdint>
#include <string_view>

namespace demarche {

enum class IfThere : std::uint8_t { Replace, Leave };

// A file that gets its name when it is whole and on the disk: until then, and wherever that fails, the old one stays as
// it is and nothing lies beside it. It is written in the same folder, without a name where the system can do so, and
// takes over the old one's mode and owner. What is no file (a pipe, a device) is written straight.
class NewFile {
 public:
  static Written<NewFile> begin(const std::string& path, IfThere if_there = IfThere::Replace);
  NewFile() = default;
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&& other) noexcept;
  ~NewFile();

  // A failure is final: later calls tell the same.
  Written<void> write(std::string_view text);
  Written<void> finish();

 private:
  bool open_nameless(mode_t mode);
  bool open_named(mode_t mode);
  bool open_straight();
  bool take_over_old() const;
  bool flush();
  bool give_name();
  bool replace_name();
  bool put_in_place();
  Written<void> outcome(bool good);

  WritePlace place_;
  IfThere if_there_ = IfThere::Replace;
  int descriptor_ = -1;
  std::string name_;     // of the unfinished file; empty where it has none
  std::string pending_;  // not yet handed to the system
  std::string failure_;
};

Written<void> write_file(const std::string& path, std::string_view text, IfThere if_there = IfThere::Replace);

// Whether a file can be begun there; nothing is left of the trial.
Written<void> try_to_write(const std::string& path);

}  // namespace demarche
