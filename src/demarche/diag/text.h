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

// How many columns of a terminal the character takes as it is displayed: 0, 1 or 2, more where it is escaped; a tab
// takes 4.
std::size_t display_width(Character character);

// How many columns a text takes.
std::size_t width_of(std::string_view text);

// Whether a character shows nothing by itself: controls, marks that turn the direction of the text, characters without
// width, bytes that are not UTF-8.
bool is_unseen(Character character);

// Unseen characters that make a text read otherwise than it stands: all controls but tabs, direction marks, line breaks
// that only some programs break lines at. What joins letters or breaks words misleads nobody.
bool misleads(Character character);

// The character as it is safe to print, and can be seen: `\x1b` for controls and bytes that are not UTF-8, `<U+202E>`
// for other unseen characters, spaces for a tab; so that nothing in a text can move the cursor, hide or turn what
// follows.
std::string displayed(Character character, std::string_view bytes);

// A whole text made safe in the same way.
std::string displayed(std::string_view text);

}  // namespace demarche
