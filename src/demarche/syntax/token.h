#pragma once

#include "demarche/diag/diagnostic.h"

#include <cstdint>
#include <vector>

namespace demarche {

enum class TokenType : std::uint8_t {
  Name,
  Number,
  String,
  Colon,
  Comma,
  Dot,
  Equals,
  Plus,
  Minus,
  Star,
  Slash,
  OpenParen,
  CloseParen,
  Less,
  LessEqual,
  GreaterEqual,
  Greater,
  Bad,      // already reported; nobody complains about it again
  Newline,  // end of a logical line, after its last token
  Indent,
  Dedent,
  End,
};

// What the parser found a token to be, where the layout of a line depends on it. The ones that begin a column come
// last, in the order in which they stand on a line.
enum class Mark : std::uint8_t { None, Unary, TermSign, Joins, Adds, AfterColon, Equals, Range, Note, From, Guard };

struct Token {
  TokenType type = TokenType::End;
  Mark mark = Mark::None;
  Span span;
  std::uint32_t partner = 0;  // OpenParen: the row of the token that closes it; 0 where nothing does
};

struct Lexed {
  std::vector<Token> tokens;   // ends in End
  std::vector<Span> comments;  // each without the white space after it
  Diagnostics diagnostics;     // E001, E002, E003, E010, E022
};

// A text with more mistakes than this is hardly a model; further ones are found but not kept.
inline constexpr std::size_t most_diagnostics = 100;

inline constexpr std::size_t longest_text_bytes = std::size_t{4} << 20U;
inline constexpr std::size_t deepest_indent = 64;  // levels of indentation that count as levels

// Keeps a diagnostic, unless more than most_diagnostics are kept already.
void keep(Diagnostics& diagnostics, Diagnostic diagnostic);

// Splits a text into tokens and reads its layout. A line ending in `,` goes on in the next one, and so does one ending
// in `and`, `or`, `(` or a sign of a formula, where that begins further to the right: no block begins behind these.
// Lines that are empty or hold a comment only have no layout.
Lexed lex(const Source& source);

}  // namespace demarche
