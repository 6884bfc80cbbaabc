#include "demarche/diag/text.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

struct Range {
  char32_t first, last;
};

// The blocks whose characters fill two columns (East Asian Wide and Fullwidth, emoji), after Unicode's EastAsianWidth.
constexpr std::array wide_blocks{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},
    Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};

// Marks that are drawn over the character before them.
constexpr std::array combining_blocks{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x064B, 0x065F}, Range{0x1AB0, 0x1AFF},
    Range{0x1DC0, 0x1DFF}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F},
};

// Characters that turn the direction of what follows.
constexpr std::array turning_blocks{
    Range{0x061C, 0x061C},
    Range{0x200E, 0x200F},
    Range{0x202A, 0x202E},
    Range{0x2066, 0x2069},
};

// Characters that show nothing (Unicode's Default_Ignorable_Code_Point, but for variation selectors of emoji), C1
// controls, separators of lines and the non-characters.
constexpr std::array unseen_blocks{
    Range{0x0080, 0x009F},   Range{0x00AD, 0x00AD},   Range{0x034F, 0x034F},   Range{0x061C, 0x061C},
    Range{0x115F, 0x1160},   Range{0x17B4, 0x17B5},   Range{0x180B, 0x180F},   Range{0x200B, 0x200F},
    Range{0x2028, 0x202E},   Range{0x2060, 0x206F},   Range{0x3164, 0x3164},   Range{0xFDD0, 0xFDEF},
    Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0},   Range{0xFFF0, 0xFFFB},   Range{0xFFFE, 0xFFFF},
    Range{0x1BCA0, 0x1BCA3}, Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE0FFF},
};

template <std::size_t N>
bool lies_in(const std::array<Range, N>& blocks, char32_t code) {
  return std::ranges::any_of(blocks, [code](Range r) { return r.first <= code && code <= r.last; });
}

bool is_control(char32_t code) { return code < 0x20 || code == 0x7F; }

std::size_t length_from_lead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool is_legal(char32_t code, std::size_t num_bytes) {
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  return code >= least[num_bytes] && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
}

std::string escaped_byte(char32_t byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  return {'\\', 'x', digits[byte >> 4U], digits[byte & 0xFU]};
}

std::string escaped_code(char32_t code) {
  std::string hex;
  for (; code != 0 || hex.size() < 4; code >>= 4U) hex.insert(hex.begin(), "0123456789ABCDEF"[code & 0xFU]);
  return "<U+" + hex + ">";
}

}  // namespace

Character character_at(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  const Character broken{lead, 1, false};
  const std::size_t length = length_from_lead(lead);
  if (length == 0 || offset + length > text.size()) return broken;
  if (length == 1) return {lead, 1, true};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[offset + i]);
    if ((byte & 0xC0U) != 0x80U) return broken;
    code = (code << 6U) | (byte & 0x3FU);
  }
  return is_legal(code, length) ? Character{code, length, true} : broken;
}

bool is_unseen(Character character) {
  return !character.valid || is_control(character.code) || lies_in(unseen_blocks, character.code);
}

bool misleads(Character character) {
  if (!character.valid || character.code == '\t') return false;
  const char32_t code = character.code;
  const bool breaks = code == 0x2028 || code == 0x2029;
  return is_control(code) || (code >= 0x80 && code <= 0x9F) || breaks || lies_in(turning_blocks, code);
}

std::size_t display_width(Character character) {
  if (character.valid && character.code == '\t') return 4;
  if (character.valid && character.code >= 0x20 && character.code < 0x7F) return 1;
  if (is_unseen(character)) return displayed(character, {}).size();
  if (lies_in(combining_blocks, character.code)) return 0;
  return lies_in(wide_blocks, character.code) ? 2 : 1;
}

std::string displayed(Character character, std::string_view bytes) {
  if (character.valid && character.code == '\t') return "    ";
  if (!is_unseen(character)) return std::string{bytes};
  return !character.valid || is_control(character.code) ? escaped_byte(character.code) : escaped_code(character.code);
}

std::string displayed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    out += displayed(character, text.substr(at, character.num_bytes));
    at += character.num_bytes;
  }
  return out;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    width += display_width(character);
    at += character.num_bytes;
  }
  return width;
}

}  // namespace demarche
