#pragma once

#include "demarche/view/page.h"

#include <string>
#include <string_view>
#include <vector>

// How lines and columns are set on a terminal.
namespace demarche::render {

// Columns that terminals show for UTF-8 text: two for letters of East Asia, none for a mark over another letter.
std::size_t shown_width(std::string_view text);

// Words wrapped to the width; the first line starts after `first` spaces, the others after `hanging`. Ends in a
// newline.
std::string wrapped(std::string_view text, std::size_t width, view::Indent indent);

enum class Align : std::uint8_t { Left, Right };

// Cells set in aligned columns, two spaces apart; no trailing spaces. A row may be shorter than the head; one
// of a single cell heads those below, and wraps at the width. The last column, if flush left, wraps under itself at the
// width.
struct Grid {
  std::vector<Align> columns;
  std::vector<std::string> head;  // may be empty
  std::vector<std::vector<std::string>> rows;
};
std::string text_of(const Grid& grid, std::size_t width, std::size_t indent);
std::size_t width_of(const Grid& grid);

}  // namespace demarche::render
