#include "demarche/syntax/layout.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

struct Row {
  const Source& source;
  const std::vector<Token>& tokens;
  std::size_t first, last;  // rows of tokens, the last one excluded
};

std::string_view text_at(const Row& row, std::size_t i) {
  const Span span = row.tokens[i].span;
  return std::string_view{row.source.text}.substr(span.begin, span.end - span.begin);
}

bool is(const Row& row, std::size_t i, TokenType type) {
  return i >= row.first && i < row.last && row.tokens[i].type == type;
}

bool touches_next(const Row& row, std::size_t i) {
  return i + 1 < row.last && row.tokens[i].span.end == row.tokens[i + 1].span.begin;
}

bool is_function(std::string_view name) {
  constexpr std::array<std::string_view, 5> functions{"P", "E", "min", "max", "exp"};
  return std::ranges::find(functions, name) != functions.end();
}

// On a line that does not parse nobody knows which signs belong to one number: then the author's spacing tells.
bool is_sign_of_next(const Row& row, std::size_t i) {
  if (!is(row, i, TokenType::Minus) || row.tokens[i].mark == Mark::TermSign) return false;
  if (row.tokens[i].mark == Mark::Unary) return true;
  const bool touches_previous = i > row.first && touches_next(row, i - 1);
  const bool after_operand = i > row.first && (is(row, i - 1, TokenType::Name) || is(row, i - 1, TokenType::Number) ||
                                               is(row, i - 1, TokenType::CloseParen));
  return touches_next(row, i) && !(after_operand && touches_previous);
}

bool joins_names(const Row& row, std::size_t dot) {
  return is(row, dot, TokenType::Dot) && is(row, dot - 1, TokenType::Name) && is(row, dot + 1, TokenType::Name);
}

// Is there a space between token i and the next one? Where the lexer gave up, the author's spacing stays, so that
// nothing runs together that was apart.
bool has_space_after(const Row& row, std::size_t i) {
  const std::size_t next = i + 1;
  if (is(row, i, TokenType::Bad) || is(row, next, TokenType::Bad)) return !touches_next(row, i);
  if (is(row, i, TokenType::Dot)) return !joins_names(row, i) && !touches_next(row, i);
  if (is(row, next, TokenType::Dot)) return !joins_names(row, next) && !touches_next(row, i);
  if (is(row, next, TokenType::Comma) || is(row, next, TokenType::Colon) || is(row, next, TokenType::CloseParen))
    return false;
  if (is(row, i, TokenType::OpenParen) || is_sign_of_next(row, i)) return false;
  if (is(row, next, TokenType::OpenParen)) return !is(row, i, TokenType::Name) || !is_function(text_at(row, i));
  const bool before_fraction =
      is(row, i, TokenType::Number) && is(row, next, TokenType::Slash) && is(row, i + 2, TokenType::Number);
  const bool in_fraction = i > row.first && is(row, i - 1, TokenType::Number) && is(row, i, TokenType::Slash) &&
                           is(row, next, TokenType::Number);
  return !before_fraction && !in_fraction;
}

}  // namespace

std::vector<Cell> cells_of(const Source& source, const std::vector<Token>& tokens, std::size_t first,
                           std::size_t last) {
  const Row row{source, tokens, first, last};
  std::vector<Cell> cells{Cell{}};
  for (std::size_t i = first; i < last; ++i) {
    const Mark mark = tokens[i].mark;
    if (i > first && mark >= Mark::AfterColon) cells.push_back({mark, {}});
    cells.back().text += text_at(row, i);
    const bool ends_cell = i + 1 < last && tokens[i + 1].mark >= Mark::AfterColon;
    if (i + 1 < last && !ends_cell && has_space_after(row, i)) cells.back().text += ' ';
  }
  return cells;
}

}  // namespace demarche
