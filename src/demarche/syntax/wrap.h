#pragma once

#include "demarche/syntax/layout.h"

namespace demarche {

// Tokens that are to stand on one line, or on several where they are too long for one.
struct Stretch {
  std::size_t first = 0, last = 0;  // rows of tokens, the last one excluded
  std::size_t indent = 0;           // columns before its first line
  std::size_t depth = 0;            // brackets that are open where it begins
};

// Where what is too long to be read goes on in a next line: the rows of the tokens that begin one, each behind a comma
// of a list, else behind `and` or `or`, else behind a sign of a sum. None where it is short enough or has no such
// place.
std::vector<std::size_t> rows_that_begin_lines(const Source& source, const std::vector<Token>& tokens,
                                               const Stretch& stretch);

}  // namespace demarche
