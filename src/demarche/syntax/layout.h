#pragma once

#include "demarche/syntax/parser.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace demarche {

// A stretch of a line that the formatter may move to the right, to stand below its like on the lines above.
struct Cell {
  Mark mark = Mark::None;  // what begins here; None for the first cell
  std::string text;        // with canonical spacing inside
};

// One line of the text to be written.
struct LaidLine {
  std::size_t level = 0;  // of indentation
  bool blank_before = false;
  bool alone = false;       // no column of it is aligned: it is part of a sentence over several lines
  std::vector<Cell> cells;  // empty: nothing but a comment
  std::string comment;      // with its `#`; may be empty
  std::string group;        // only lines of one group share columns; at the left margin, the first word
};

// The lines of a text in canonical indentation and spacing, empty lines taken out, before columns are aligned.
std::vector<LaidLine> lay_lines(const Source& source, const ParsedTokens& parsed);

// The cells of a line from rows of its tokens.
std::vector<Cell> cells_of(const Source& source, const std::vector<Token>& tokens, std::size_t first, std::size_t last);

// The text of the lines, columns aligned within runs of neighbours.
std::string aligned(const std::vector<LaidLine>& lines);

}  // namespace demarche
