#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace demarche::lsp {

// Messages as they travel through a pipe: `Content-Length: 42`, an empty line, and so many bytes. Whatever comes, each
// byte is looked at once, and what is no message is passed over up to the next header.

// A message that is longer is passed over.
inline constexpr std::size_t longest_message_bytes = std::size_t{64} << 20U;

struct Framing {
  std::string bytes = {};                    // that came and belong to no message yet
  std::optional<std::uint64_t> length = {};  // that the header says; of one that is being read
  bool has_header = false;                   // a line of it was read
  bool in_body = false;
  std::uint64_t to_skip = 0;  // of a message that is too long
};

enum class FramedAs : std::uint8_t { Message, TooLong, WithoutLength };
struct Framed {
  FramedAs kind = FramedAs::Message;
  std::string message;
};

void add_bytes(Framing& framing, std::string_view bytes);

// The next one that is whole; nothing until more bytes come.
std::optional<Framed> next_framed(Framing& framing);

std::string framed(std::string_view message);

}  // namespace demarche::lsp
