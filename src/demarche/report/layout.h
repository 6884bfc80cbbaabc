#pragma once

#include "demarche/view/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// Columns that terminals show for UTF-8 text: one a code point.
std::size_t shown_width(std::string_view text);

// Words wrapped to the width; the first line starts after `first` spaces, the others after `hanging`. Ends in a
// newline.
struct Indent {
  std::size_t first = 0;
  std::size_t hanging = 0;
};
std::string wrapped(std::string_view text, std::size_t width, Indent indent);

enum class Align : std::uint8_t { Left, Right };

// Cells set in aligned columns, two spaces apart; no trailing spaces. A row may be shorter than the head. The last
// column, if flush left, wraps under itself at the width.
struct TextTable {
  std::vector<Align> columns;
  std::vector<std::string> head;  // may be empty
  std::vector<std::vector<std::string>> rows;
};
std::string text_of(const TextTable& table, std::size_t width, std::size_t indent);
std::size_t width_of(const TextTable& table);

// Emphasis only where the terminal shows colour.
std::string strong(std::string_view text, const TerminalOptions& options);
std::string faint(std::string_view text, const TerminalOptions& options);

// A heading over a part of a report.
std::string heading(std::string_view text, const TerminalOptions& options);

}  // namespace demarche
