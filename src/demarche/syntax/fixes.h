#pragma once

#include "demarche/syntax/cursor.h"

namespace demarche {

// The edits behind what the parser says. Each is for the place where the cursor stands, before the line is given up:
// of a broken line nothing more is said.

std::string_view symbol_of(TokenType type);  // ":", "=", ...

// The symbol or the word that is expected here, put in.
std::vector<Fix> with_symbol(const Cursor& cursor, TokenType type);
std::vector<Fix> with_word(const Cursor& cursor, std::string_view word);

// A text that stands here without its quotes, or without the first of them.
std::vector<Fix> with_quotes(const Cursor& cursor);

// Whatever was expected: what is here taken out, where it is the same as what is before it, or put between quotes,
// where only the second one is there; otherwise none.
std::vector<Fix> without_surplus(const Cursor& cursor);

// The point put in of a name that another name and `is` follow.
std::vector<Fix> with_point(const Cursor& cursor);

// What stands here moved to a line of its own, one level in.
std::vector<Fix> on_next_line(const Cursor& cursor);

// The line here moved one level in; to the left margin; this line and those below it to where the line above begins.
std::vector<Fix> indented(const Cursor& cursor);
std::vector<Fix> at_left_margin(const Cursor& cursor);
std::vector<Fix> below_line_above(const Cursor& cursor);

// The rest of the line moved before an earlier word of it.
std::vector<Fix> rest_moved_before(const Cursor& cursor, std::string_view word);

}  // namespace demarche
