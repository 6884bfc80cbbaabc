#pragma once

#include "demarche/syntax/layout.h"

namespace demarche {

// Where a line of tokens that is too long to be read goes on in a next one, `indent` columns in: the rows of the tokens
// that begin a line, each behind a comma of a list, else behind `and` or `or`, else behind a sign of a sum. None where
// it is short enough or has no such place.
std::vector<std::size_t> rows_that_begin_lines(const Source& source, const std::vector<Token>& tokens,
                                               std::size_t first, std::size_t last, std::size_t indent);

}  // namespace demarche
