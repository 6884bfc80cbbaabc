#pragma once

#include "demarche/syntax/token.h"

#include <string_view>

namespace demarche {

// Reads one token that begins at an offset holding neither white space nor `#`, appends it (an unterminated text is
// followed by an empty Bad token) and returns the offset after it. Never crosses the end of the line.
std::uint32_t scan_token(std::string_view text, std::uint32_t at, std::uint32_t line_end, Lexed& out);

}  // namespace demarche
