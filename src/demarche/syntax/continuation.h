#pragma once

#include "demarche/syntax/cursor.h"

namespace demarche {

// `and`, `or`, `(` or a sign of a formula: where a line ends in one, something is missing, and the line goes on in the
// next if that begins further to the right.
bool is_left_open(const Token& last, std::string_view text);

// Says that a line begins with the `and` or `or` in which the one above should end. The cursor stands at the word.
void report_leading_word(Cursor& cursor);

}  // namespace demarche
