#include "demarche/diag/terminal.h"

#include "demarche/diag/text.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

// All that diag/render.cpp and render/text.cpp write.
constexpr std::array<std::string_view, 8> colours{"\x1b[0m",    "\x1b[1m",    "\x1b[2m",    "\x1b[1;31m",
                                                  "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;35m", "\x1b[1;36m"};

// What may stay as it is from the front of a text: 0 bytes where its first character is to be escaped.
std::size_t kept(std::string_view text, Colour colour) {
  if (text.front() == '\n') return 1;
  if (text.starts_with("\r\n")) return 2;
  if (colour == Colour::Never) return 0;
  const auto own = std::ranges::find_if(colours, [text](std::string_view one) { return text.starts_with(one); });
  return own == colours.end() ? 0 : own->size();
}

bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }

}  // namespace

std::string for_terminal(std::string_view text, Colour colour) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    if (end == at) end += kept(text.substr(at), colour);
    if (end == at) {
      const Character character = character_at(text, at);
      end += character.num_bytes;
      out += displayed(character, text.substr(at, end - at));
    } else {
      out += text.substr(at, end - at);
    }
    at = end;
  }
  return out;
}

}  // namespace demarche
