#pragma once

#include "demarche/syntax/token.h"

#include <string_view>

namespace demarche {

// Reads one token that begins at an offset holding neither white space nor `#`, appends it (an unterminated text is
// followed by an empty Bad token) and returns the offset after it. Never crosses the end of the line.
std::uint32_t scan_token(std::string_view text, std::uint32_t at, std::uint32_t line_end, Lexed& out);

// E001 where a text between quotes or a comment, which may hold anything else, holds what nobody sees and what makes
// the line read otherwise than it stands.
void report_unseen(std::string_view text, Span span, Lexed& out);

}  // namespace demarche
