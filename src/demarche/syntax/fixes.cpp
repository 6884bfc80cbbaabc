#include "demarche/syntax/fixes.h"

#include "demarche/syntax/scan_fixes.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr std::size_t most_lines_moved = 1000;

Span gap_before(const Cursor& cursor) { return {last_taken(cursor).span.end, peek(cursor).span.begin}; }

bool ends_line(TokenType type) { return type == TokenType::Newline || type == TokenType::End; }

// How many tokens of a type there are from here to the end of the line.
std::ptrdiff_t num_ahead(const Cursor& cursor, TokenType type) {
  std::ptrdiff_t count = 0;
  for (std::size_t ahead = 0; !ends_line(peek(cursor, ahead).type); ++ahead) count += at(cursor, type, ahead) ? 1 : 0;
  return count;
}

// Whether the bracket that is still open on this line is that of `P(` or `E(`.
bool inside_quantity(const Cursor& cursor) {
  std::size_t closed = 0;
  for (std::size_t row = cursor.at; row > 1 && !ends_line(cursor.tokens[row - 1].type); --row) {
    if (cursor.tokens[row - 1].type == TokenType::CloseParen) ++closed;
    if (cursor.tokens[row - 1].type != TokenType::OpenParen) continue;
    if (closed == 0) {
      const std::string_view before = text_of(cursor, cursor.tokens[row - 2]);
      return before == "P" || before == "E";
    }
    --closed;
  }
  return false;
}

// Whether nothing else can be missing here.
bool is_all_that_is_missing(const Cursor& cursor, TokenType type) {
  switch (type) {
    case TokenType::Colon:
    case TokenType::Equals:
      return num_ahead(cursor, type) == 0;
    case TokenType::OpenParen:
      return num_ahead(cursor, TokenType::CloseParen) == num_ahead(cursor, TokenType::OpenParen) + 1;
    case TokenType::CloseParen:
      return inside_quantity(cursor) && num_ahead(cursor, TokenType::CloseParen) == 0;
    default:
      return false;
  }
}

// Words that join the parts of a sentence: whoever left out a word goes on with one of these, with a name or a number.
bool at_link(const Cursor& cursor, std::size_t ahead) {
  return at_any_word(cursor,
                     {"about", "and", "around", "as", "between", "for", "forcing", "from", "given", "if", "in",
                      "levels", "not", "or", "spread", "steps", "times", "to", "which"},
                     ahead);
}

// Whether the word before this token was left out, and not written as another one.
bool is_left_out_here(const Cursor& cursor) {
  const TokenType type = peek(cursor).type;
  if (ends_line(type) || type == TokenType::Comma) return false;
  if (type != TokenType::Name || at_link(cursor, 0)) return true;
  return !at(cursor, TokenType::Number, 1) && (!at(cursor, TokenType::Name, 1) || at_link(cursor, 1));
}

// Tokens from here that would stand between the quotes.
std::size_t num_to_quote(const Cursor& cursor) {
  std::size_t num = 0;
  while (!ends_line(peek(cursor, num).type) && !at(cursor, TokenType::Colon, num) &&
         !at(cursor, TokenType::Comma, num) && !at(cursor, TokenType::String, num) &&
         !at(cursor, TokenType::Bad, num) && !at_any_word(cursor, {"if", "by"}, num)) {
    ++num;
  }
  return num;
}

// Whether the last token of the line is a quote that opens nothing.
bool ends_in_lone_quote(const Cursor& cursor) {
  std::size_t ahead = 0;
  while (!ends_line(peek(cursor, ahead).type)) ++ahead;
  return ahead > 1 && at(cursor, TokenType::Bad, ahead - 1) && at(cursor, TokenType::String, ahead - 2) &&
         is_closing_quote(text_of(cursor, peek(cursor, ahead - 2)));
}

std::vector<Fix> with_first_quote(const Cursor& cursor) {
  const std::uint32_t begin = peek(cursor).span.begin;
  return {certain_fix({begin, begin}, "\"")};
}

bool begins_row(const Cursor& cursor, std::size_t row) {
  if (row == 0) return true;
  const TokenType before = cursor.tokens[row - 1].type;
  return before == TokenType::Newline || before == TokenType::Indent || before == TokenType::Dedent;
}

// The first token of the row above the one here.
std::size_t row_above(const Cursor& cursor) {
  std::size_t row = cursor.at == 0 ? 0 : cursor.at - 1;
  while (row > 0 && (!begins_row(cursor, row) || cursor.tokens[row].type == TokenType::Indent)) --row;
  return row;
}

}  // namespace

std::string_view symbol_of(TokenType type) {
  switch (type) {
    case TokenType::Colon:
      return ":";
    case TokenType::Comma:
      return ",";
    case TokenType::Dot:
      return ".";
    case TokenType::Equals:
      return "=";
    case TokenType::OpenParen:
      return "(";
    case TokenType::CloseParen:
      return ")";
    case TokenType::Less:
      return "<";
    default:
      return "?";
  }
}

std::vector<Fix> with_symbol(const Cursor& cursor, TokenType type) {
  if (cursor.broken) return {};
  const Span gap = gap_before(cursor);
  const bool certain = is_all_that_is_missing(cursor, type);
  if (type == TokenType::OpenParen) return {{{{gap, "("}}, certain}};
  const std::string text = fmt::format("{}{}", type == TokenType::Equals ? " " : "", symbol_of(type));
  return {{{{{gap.begin, gap.begin}, text}}, certain}};
}

std::vector<Fix> with_word(const Cursor& cursor, std::string_view word) {
  if (cursor.broken) return {};
  const Span gap = gap_before(cursor);
  const bool certain = is_left_out_here(cursor);
  const bool behind = ends_line(peek(cursor).type) || at(cursor, TokenType::Colon);
  if (behind) return {{{{{gap.begin, gap.begin}, fmt::format(" {}", word)}}, certain}};
  return {{{{{gap.end, gap.end}, fmt::format("{} ", word)}}, certain}};
}

std::vector<Fix> with_quotes(const Cursor& cursor) {
  if (cursor.broken) return {};
  if (ends_in_lone_quote(cursor)) return with_first_quote(cursor);
  const std::size_t num = num_to_quote(cursor);
  if (num == 0) return {};
  const std::uint32_t begin = peek(cursor).span.begin;
  const std::uint32_t end = peek(cursor, num - 1).span.end;
  const Token& stop = peek(cursor, num);
  bool certain = ends_line(stop.type) || stop.type == TokenType::Colon;
  for (std::size_t ahead = 0; ahead < num; ++ahead) certain = certain && at(cursor, TokenType::Name, ahead);
  return {{{{{begin, begin}, "\""}, {{end, end}, "\""}}, certain}};
}

std::vector<Fix> without_surplus(const Cursor& cursor) {
  if (cursor.broken || cursor.at == 0) return {};
  if (at(cursor, TokenType::Name) && ends_in_lone_quote(cursor)) return with_first_quote(cursor);
  const Token& before = last_taken(cursor);
  const Token& here = peek(cursor);
  const bool word_or_sign = here.type == TokenType::Name || here.type == TokenType::Dot ||
                            here.type == TokenType::Comma || here.type == TokenType::Colon ||
                            here.type == TokenType::Equals;
  const bool doubled = word_or_sign && before.type == here.type && text_of(cursor, here) == text_of(cursor, before);
  if (!doubled) return {};
  return {certain_fix({before.span.end, here.span.end}, "")};
}

std::vector<Fix> with_point(const Cursor& cursor) { return {certain_fix(gap_before(cursor), ".")}; }

std::vector<Fix> on_next_line(const Cursor& cursor) {
  const Span gap = gap_before(cursor);
  Fix fix = possible_fix(
      gap, fmt::format("{}{}    ", newline_at(cursor.source, gap.begin), indentation_at(cursor.source, gap.begin)));
  fix.certain = !at_any_word(cursor, {"if", "otherwise", "by", "with"});
  return {std::move(fix)};
}

std::vector<Fix> indented(const Cursor& cursor) {
  const std::uint32_t here = peek(cursor).span.begin;
  if (at(cursor, TokenType::End)) return {};
  return {possible_fix({here, here}, "    ")};
}

std::vector<Fix> at_left_margin(const Cursor& cursor) {
  return {certain_fix(indentation_span(cursor.source, peek(cursor).span.begin), "")};
}

std::vector<Fix> below_line_above(const Cursor& cursor) {
  const std::uint32_t above = cursor.tokens[row_above(cursor)].span.begin;
  const auto wanted = static_cast<std::uint32_t>(indentation_at(cursor.source, above).size());
  const Span first = indentation_span(cursor.source, peek(cursor).span.begin);
  if (first.end - first.begin <= wanted) return {};
  const std::uint32_t surplus = first.end - first.begin - wanted;
  Fix fix;
  std::size_t depth = 1;
  for (std::size_t row = cursor.at; row < cursor.tokens.size() && depth > 0; ++row) {
    const TokenType type = cursor.tokens[row].type;
    if (type == TokenType::Indent) ++depth;
    if (type == TokenType::Dedent) --depth;
    if (!begins_row(cursor, row) || type == TokenType::Indent || type == TokenType::Dedent || ends_line(type)) continue;
    const Span span = indentation_span(cursor.source, cursor.tokens[row].span.begin);
    if (span.end - span.begin < surplus || fix.edits.size() == most_lines_moved) return {};
    fix.edits.push_back({{span.begin, span.begin + surplus}, ""});
  }
  return {std::move(fix)};
}

std::vector<Fix> rest_moved_before(const Cursor& cursor, std::string_view word) {
  std::size_t target = cursor.at;
  while (target > 0 && text_of(cursor, cursor.tokens[target]) != word) --target;
  std::size_t last = cursor.at;
  while (!ends_line(cursor.tokens[last + 1].type)) ++last;
  const Span rest{peek(cursor).span.begin, cursor.tokens[last].span.end};
  const std::uint32_t place = cursor.tokens[target].span.begin;
  const std::string moved = cursor.source.text.substr(rest.begin, rest.end - rest.begin);
  return {{{{{place, place}, moved + " "}, {{last_taken(cursor).span.end, rest.end}, ""}}, true}};
}

}  // namespace demarche
