#pragma once

#include "demarche/diag/fix.h"

#include <string_view>

namespace demarche {

// The edits behind what the scanner says of characters outside of the language: `run` is what it underlines.
std::vector<Fix> fixes_of_unknown(std::string_view text, Span run, std::uint32_t line_end);

// The character at the place taken out, where nobody can have meant it; otherwise none.
std::vector<Fix> without_unseen(std::string_view text, Span character);

// Whether a quote that nothing closes is itself the one that closes: a text begins right behind its first quote.
bool is_closing_quote(std::string_view rest);

// `rest` begins with a quote that is never closed and ends with its line. Titles and long names go on to the end of
// what they stand in.
std::vector<Fix> with_closing_quote(std::string_view text, Span rest);

}  // namespace demarche
