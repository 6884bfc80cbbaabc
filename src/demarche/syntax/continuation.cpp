#include "demarche/syntax/continuation.h"

#include <algorithm>

#include <fmt/format.h>

namespace demarche {

bool is_left_open(const Token& last, std::string_view text) {
  switch (last.type) {
    case TokenType::OpenParen:
    case TokenType::Equals:
    case TokenType::Plus:
    case TokenType::Minus:
    case TokenType::Star:
    case TokenType::Slash:
    case TokenType::Less:
    case TokenType::LessEqual:
    case TokenType::GreaterEqual:
    case TokenType::Greater:
      return true;
    case TokenType::Name:
      return text == "and" || text == "or";
    default:
      return false;
  }
}

void report_leading_word(Cursor& cursor) {
  const Span word = peek(cursor).span;
  const std::string text{text_of(cursor, peek(cursor))};
  std::size_t row = cursor.at;
  while (row > 0 && cursor.tokens[row].type != TokenType::Newline) --row;
  const std::uint32_t above = cursor.tokens[row].span.begin;
  const std::uint32_t next = std::max(word.end, peek(cursor, 1).span.begin);
  keep(cursor.diagnostics, {Kind::E003,
                            fmt::format("`{}` begins no line", text),
                            {word, ""},
                            {},
                            fmt::format("end the line above in `{}`: it goes on in this one", text),
                            {{{{{above, above}, " " + text}, {{word.begin, next}, ""}}, true}}});
}

}  // namespace demarche
