#pragma once

#include "demarche/http/http.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace demarche::studio {

// The largest file that is opened or saved.
inline constexpr std::size_t most_text = 4 << 20;

// What was found on the disk when somebody looked.
struct OnDisk {
  enum class As : std::uint8_t { Text, Gone, Folder, Unreadable, TooLarge, NoText };
  As as = As::Gone;
  std::string bytes = {};  // of a text
  std::string why = {};    // it cannot be read, as a sentence
  friend bool operator==(const OnDisk&, const OnDisk&) = default;
};
OnDisk bytes_on_disk(std::string_view name, std::string bytes);

// The name of the text; empty where there is none.
std::string etag_of_file(const OnDisk& disk);

http::Answer file_reply(std::string_view name, const OnDisk& disk);

// A file is written over only by somebody who has seen what stands in it: the answer to anybody else. Nothing: it may
// be written.
std::optional<http::Answer> refusal_to_save(std::string_view name, const OnDisk& disk, const http::Asked& asked);
http::Answer saved_reply(std::string_view text);

// What those who watch are told: an event `file` with the name of the text, nothing where it cannot be had; or `gone`.
std::string file_event(const OnDisk& disk);

}  // namespace demarche::studio
