#include "demarche/syntax/wrap.h"

#include "demarche/diag/text.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t widest = 100;
constexpr std::size_t indent_of_rest = 4;

std::string on_one_line(const Source& source, const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  std::string text;
  for (const Cell& cell : cells_of(source, tokens, first, last)) text += (text.empty() ? "" : " ") + cell.text;
  return text;
}

// Where a line may end, from the best place to the last resort: behind a comma of an outermost list, behind `and` or
// `or`, behind a sign of a sum.
enum class Joint : std::uint8_t { Comma, Word, Sign };

bool is_readable(const std::vector<Token>& tokens, const Stretch& stretch) {
  return std::none_of(tokens.begin() + static_cast<std::ptrdiff_t>(stretch.first),
                      tokens.begin() + static_cast<std::ptrdiff_t>(stretch.last),
                      [](const Token& token) { return token.type == TokenType::Bad; });
}

bool may_end_a_line(const Token& token, const Token& next, Joint joint, std::size_t depth) {
  switch (joint) {
    case Joint::Comma:
      return token.type == TokenType::Comma && depth == 0 && next.mark != Mark::Range;
    case Joint::Word:
      return token.mark == Mark::Joins;
    case Joint::Sign:
      return token.mark == Mark::Adds;
  }
  return false;
}

// The rows behind such places.
std::vector<std::size_t> rows_behind(const std::vector<Token>& tokens, const Stretch& stretch, Joint joint) {
  std::vector<std::size_t> rows;
  std::size_t depth = stretch.depth;
  for (std::size_t row = stretch.first; row + 1 < stretch.last; ++row) {
    const Token& token = tokens[row];
    if (token.type == TokenType::OpenParen) ++depth;
    if (token.type == TokenType::CloseParen && depth > 0) --depth;
    if (may_end_a_line(token, tokens[row + 1], joint, depth)) rows.push_back(row + 1);
  }
  return rows;
}

struct Wrapping {
  const Source& source;
  const std::vector<Token>& tokens;
  std::size_t indent_of_rest = 0;  // of all lines but the first
};

std::size_t width_between(const Wrapping& wrapping, std::size_t first, std::size_t last) {
  return width_of(on_one_line(wrapping.source, wrapping.tokens, first, last));
}

// The rows that begin a line where each line takes as many parts as it can.
std::vector<std::size_t> filled(const Wrapping& wrapping, const Stretch& stretch, Joint joint) {
  std::vector<std::size_t> begins;
  std::vector<std::size_t> rows = rows_behind(wrapping.tokens, stretch, joint);
  rows.push_back(stretch.last);
  std::size_t width = stretch.indent;  // of the line that is being filled
  std::size_t first = stretch.first;   // of the part
  for (const std::size_t last : rows) {
    const bool is_first = first == stretch.first;
    const std::size_t part = width_between(wrapping, first, last) + (is_first ? 0 : 1);
    width += part;
    if (!is_first && width > widest) {
      begins.push_back(first);
      width = wrapping.indent_of_rest + part;
    }
    first = last;
  }
  return begins;
}

void wrap(const Wrapping& wrapping, const Stretch& stretch, Joint joint, std::vector<std::size_t>& begins) {
  if (stretch.indent + width_between(wrapping, stretch.first, stretch.last) <= widest) return;
  std::vector<std::size_t> rows = filled(wrapping, stretch, joint);
  rows.push_back(stretch.last);
  Stretch part{stretch.first, stretch.first, stretch.indent, stretch.depth};
  for (const std::size_t row : rows) {
    part.last = row;
    if (part.first != stretch.first) begins.push_back(part.first);
    if (joint == Joint::Comma) wrap(wrapping, part, Joint::Word, begins);
    if (joint == Joint::Word) wrap(wrapping, part, Joint::Sign, begins);
    part = {row, row, wrapping.indent_of_rest, 0};
  }
}

}  // namespace

std::vector<std::size_t> rows_that_begin_lines(const Source& source, const std::vector<Token>& tokens,
                                               const Stretch& stretch) {
  std::vector<std::size_t> begins;
  if (is_readable(tokens, stretch))
    wrap({source, tokens, stretch.indent + indent_of_rest}, stretch, Joint::Comma, begins);
  return begins;
}

}  // namespace demarche
