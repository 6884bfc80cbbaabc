#include "demarche/diag/letters.h"

#include "demarche/diag/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace demarche {
namespace {

struct CodeRange {
  char32_t first, last;
};
struct ClassRange {
  char32_t first, last;
  std::uint32_t combining_class;
};
struct ScriptRange {
  char32_t first, last;
  std::uint32_t script;
};
struct Pair {
  char32_t first, second, composed;
};
struct Lookalike {
  char32_t code;
  std::uint32_t place, count;  // of what it looks like
};

#include "demarche/diag/letter_tables.inc"

// Syllables of Hangul are composed by rule (The Unicode Standard, 3.12).
constexpr char32_t first_syllable = 0xAC00;
constexpr char32_t first_lead = 0x1100, first_vowel = 0x1161, no_tail = 0x11A7;
constexpr char32_t num_leads = 19, num_vowels = 21, num_tails = 28;
constexpr char32_t num_syllables = num_leads * num_vowels * num_tails;

template <class Range>
const Range* range_of(std::span<const Range> ranges, char32_t code) {
  const auto after = std::ranges::upper_bound(ranges, code, {}, &Range::first);
  if (after == ranges.begin()) return nullptr;
  const Range& range = *(after - 1);
  return code <= range.last ? &range : nullptr;
}

std::uint32_t class_of(char32_t code) {
  const ClassRange* range = range_of(std::span<const ClassRange>(combining_classes), code);
  return range ? range->combining_class : 0;
}

using Codes = std::vector<char32_t>;

Codes codes_of(std::string_view text) {
  Codes codes;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    codes.push_back(c.code);
    at += c.num_bytes;
  }
  return codes;
}

void append_utf8(std::string& out, char32_t code) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0U | code >> 6U);
  } else {
    if (code < 0x10000) {
      byte(0xE0U | code >> 12U);
    } else {
      byte(0xF0U | code >> 18U);
      byte(0x80U | (code >> 12U & 0x3FU));
    }
    byte(0x80U | (code >> 6U & 0x3FU));
  }
  byte(0x80U | (code & 0x3FU));
}

std::string text_of(const Codes& codes) {
  std::string text;
  for (const char32_t code : codes) append_utf8(text, code);
  return text;
}

const Pair* pair_composing(char32_t composed) {
  static constexpr auto by_composed = [] {
    auto sorted = composed_pairs;
    std::ranges::sort(sorted, {}, &Pair::composed);
    return sorted;
  }();
  const auto found = std::ranges::lower_bound(by_composed, composed, {}, &Pair::composed);
  return found != by_composed.end() && found->composed == composed ? &*found : nullptr;
}

char32_t composed_of(char32_t first, char32_t second) {
  if (first >= first_lead && first < first_lead + num_leads && second >= first_vowel &&
      second < first_vowel + num_vowels)
    return first_syllable + ((first - first_lead) * num_vowels + (second - first_vowel)) * num_tails;
  const bool open_syllable =
      first >= first_syllable && first < first_syllable + num_syllables && (first - first_syllable) % num_tails == 0;
  if (open_syllable && second > no_tail && second < no_tail + num_tails) return first + (second - no_tail);
  const auto found = std::ranges::lower_bound(composed_pairs, std::pair(first, second), {},
                                              [](const Pair& pair) { return std::pair(pair.first, pair.second); });
  const bool is_pair = found != composed_pairs.end() && found->first == first && found->second == second;
  return is_pair ? found->composed : 0;
}

void append_parts(Codes& parts, char32_t code) {
  if (code >= first_syllable && code < first_syllable + num_syllables) {
    const char32_t row = code - first_syllable;
    parts.push_back(first_lead + row / (num_vowels * num_tails));
    parts.push_back(first_vowel + row / num_tails % num_vowels);
    if (row % num_tails != 0) parts.push_back(no_tail + row % num_tails);
    return;
  }
  Codes marks;  // from the last to the first
  for (const Pair* pair = pair_composing(code); pair != nullptr; pair = pair_composing(code)) {
    marks.push_back(pair->second);
    code = pair->first;
  }
  parts.push_back(code);
  parts.insert(parts.end(), marks.rbegin(), marks.rend());
}

// Marks that do not meet in their place stand in the order of their classes.
void order_marks(Codes& codes) {
  for (std::size_t begin = 0; begin < codes.size();) {
    std::vector<std::pair<std::uint32_t, std::size_t>> marks;  // class, place
    while (begin + marks.size() < codes.size() && class_of(codes[begin + marks.size()]) != 0)
      marks.emplace_back(class_of(codes[begin + marks.size()]), begin + marks.size());
    std::ranges::sort(marks);
    Codes sorted;
    for (const auto& [own, place] : marks) sorted.push_back(codes[place]);
    std::ranges::copy(sorted, codes.begin() + static_cast<std::ptrdiff_t>(begin));
    begin += marks.size() + 1;
  }
}

Codes decomposed(const Codes& codes) {
  Codes parts;
  for (const char32_t code : codes) append_parts(parts, code);
  order_marks(parts);
  return parts;
}

Codes composed(const Codes& parts) {
  Codes out;
  std::size_t starter = parts.size();
  std::uint32_t last_class = 0;
  for (const char32_t code : parts) {
    const std::uint32_t own = class_of(code);
    const bool adjoins = starter < out.size() && (starter + 1 == out.size() || (last_class != 0 && last_class < own));
    const char32_t both = adjoins ? composed_of(out[starter], code) : 0;
    if (both != 0) {
      out[starter] = both;
      continue;
    }
    if (own == 0) starter = out.size();
    last_class = own;
    out.push_back(code);
  }
  return out;
}

Codes as_it_looks(const Codes& codes) {
  Codes looks;
  for (const char32_t code : codes) {
    const auto found = std::ranges::lower_bound(lookalikes, code, {}, &Lookalike::code);
    if (found == lookalikes.end() || found->code != code) {
      looks.push_back(code);
      continue;
    }
    const auto first = looks_like.begin() + found->place;
    looks.insert(looks.end(), first, first + found->count);
  }
  return looks;
}

// Japanese, Chinese with its phonetic letters and Korean are written with several scripts, and Latin stands beside
// them.
bool are_written_together(std::span<const std::string_view> names) {
  constexpr std::array<std::array<std::string_view, 4>, 3> together{
      {{"Latin", "Han", "Hiragana", "Katakana"}, {"Latin", "Han", "Bopomofo", ""}, {"Latin", "Han", "Hangul", ""}}};
  return names.size() < 2 || std::ranges::any_of(
                                 together,
                                 [&](const auto& all) {
                                   return std::ranges::all_of(names, [&](std::string_view name) {
                                     return std::ranges::find(all, name) != all.end();
                                   });
                                 });
}

}  // namespace

bool is_plain_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool may_begin_name(char32_t code) {
  return code == '_' || range_of(std::span<const CodeRange>(name_begins), code) != nullptr;
}

bool may_stand_in_name(char32_t code) {
  return may_begin_name(code) || range_of(std::span<const CodeRange>(name_goes_on), code) != nullptr;
}

bool is_name(std::string_view text) {
  const Codes codes = codes_of(text);
  return !codes.empty() && may_begin_name(codes.front()) && std::ranges::all_of(codes, may_stand_in_name);
}

std::string normalised(std::string_view text) {
  if (is_plain_ascii(text)) return std::string{text};
  return text_of(composed(decomposed(codes_of(text))));
}

std::string skeleton_of(std::string_view text) { return text_of(decomposed(as_it_looks(decomposed(codes_of(text))))); }

std::optional<std::string> mixed_scripts(std::string_view name) {
  if (is_plain_ascii(name)) return std::nullopt;
  std::vector<std::string_view> in_order;
  for (const char32_t code : codes_of(name)) {
    const ScriptRange* range = range_of(std::span<const ScriptRange>(scripts), code);
    if (range == nullptr) continue;
    const std::string_view script = script_names[range->script];
    if (std::ranges::find(in_order, script) == in_order.end()) in_order.push_back(script);
  }
  if (are_written_together(in_order)) return std::nullopt;
  std::string listed{in_order.front()};
  for (std::size_t k = 1; k < in_order.size(); ++k)
    listed += (k + 1 == in_order.size() ? " and " : ", ") + std::string{in_order[k]};
  return listed;
}

}  // namespace demarche
