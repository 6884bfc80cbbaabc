#pragma once

#include "demarche/diag/source.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// A kind of name that may stand at a place, in the parser's words: "an actor", "a value". Of a value `of` is what it is
// a value of, as written (`US.demarche`), of what stands behind a point whoever stands before it.
struct NameExpected {
  std::string what;
  std::string of;
  friend bool operator==(const NameExpected&, const NameExpected&) = default;
};

// What may stand at one place of a text, as far as the grammar tells: what the parser has asked for there.
struct Expected {
  Span place;  // of what has been typed of it: the begin of a word or of a text between quotes, up to the place
  bool in_quotes = false;
  std::set<std::string, std::less<>> words;  // of the language
  std::vector<NameExpected> names;
};

// What may stand where somebody types: the place lies behind what has been typed of a word. What follows it is not
// looked at. Nothing inside of comments.
Expected expected_at(const Source& source, std::uint32_t offset);

// One who is told what the parser asks for at one token.
struct Listener {
  std::size_t row = 0;  // of the token
  Expected heard = {};
};

}  // namespace demarche
