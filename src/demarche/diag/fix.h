#pragma once

#include "demarche/diag/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// A stretch of the text and what is to stand in its place. An empty stretch is a place to insert at.
struct Edit {
  Span span;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

// One way to mend what a diagnostic tells: its edits are made together. They stand in the order of the text, none over
// another.
struct Fix {
  std::vector<Edit> edits;
  // As far as can be told from the text, this is what was meant. False for one of several ways, and where the new text
  // holds a name or a number that only the author knows.
  bool certain = false;
};

Fix certain_fix(Span span, std::string text);
Fix possible_fix(Span span, std::string text);

// Whether making one would move or change what the other is about.
bool overlap(const Edit& one, const Edit& other);
bool overlap(const Fix& one, const Fix& other);

// The text with these edits made, in the order of the text and none over another.
std::string with_edits(std::string_view text, const std::vector<Edit>& edits);

// What the line of an offset begins with and ends in: the white space before its first word; "\n" or "\r\n".
std::string_view indentation_at(const Source& source, std::uint32_t offset);
std::string_view newline_at(const Source& source, std::uint32_t offset);

// The stretches that a line fills: its indentation, and all of it with its end.
Span indentation_span(const Source& source, std::uint32_t offset);
Span whole_line(const Source& source, std::uint32_t offset);

}  // namespace demarche
