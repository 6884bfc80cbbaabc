#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

// One character of a text that may hold any bytes: its code point, or `valid` false and the one byte that is not UTF-8.
struct Character {
  char32_t code = 0;
  std::size_t num_bytes = 1;
  bool valid = true;
};

// The character at a byte offset below text.size().
Character character_at(std::string_view text, std::size_t offset);

// How many columns of a terminal the character takes: 0, 1 or 2; a tab takes 4.
std::size_t display_width(Character character);

// How many columns a text takes.
std::size_t width_of(std::string_view text);

// The character as it is safe to print: controls become their pictures, a tab becomes spaces, direction marks and
// broken bytes become U+FFFD, so that nothing in a model can move the cursor or hide text.
std::string displayed(Character character, std::string_view bytes);

// A whole text made safe in the same way.
std::string displayed(std::string_view text);

}  // namespace demarche
