#include "demarche/syntax/layout.h"

#include "demarche/syntax/wrap.h"

#include <algorithm>

namespace demarche {
namespace {

// What stands on one line of the text that was read.
struct ReadLine {
  std::size_t first = 0, last = 0;  // rows of its tokens, the last one excluded
  std::size_t level = 0;
  std::size_t depth = 0;   // brackets of its sentence that are open where it begins
  bool continues = false;  // begins within a sentence
  bool continued = false;  // ends within a sentence
  std::optional<Span> comment;
};

bool is_layout(TokenType type) {
  return type == TokenType::Newline || type == TokenType::Indent || type == TokenType::Dedent || type == TokenType::End;
}

void advance(const Source& source, std::uint32_t offset, std::size_t& line) {
  while (line + 1 < source.line_starts.size() && source.line_starts[line + 1] <= offset) ++line;
}

void place_tokens(const Source& source, const std::vector<Token>& tokens, std::vector<ReadLine>& lines) {
  std::size_t line = 0;
  std::size_t level = 0;
  std::size_t depth = 0;
  bool within = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.type == TokenType::Indent) ++level;
    if (token.type == TokenType::Dedent) --level;
    if (token.type == TokenType::Newline) {
      within = false;
      depth = 0;
    }
    if (is_layout(token.type) || token.span.begin == token.span.end) continue;
    const std::size_t before = line;
    advance(source, token.span.begin, line);
    ReadLine& here = lines[line];
    if (here.first == here.last) {
      here = {i, i, level, depth, within, false, {}};
      if (within) lines[before].continued = true;
    }
    if (token.type == TokenType::OpenParen) ++depth;
    if (token.type == TokenType::CloseParen && depth > 0) --depth;
    here.last = i + 1;
    within = true;
  }
}

void place_comments(const Source& source, const std::vector<Span>& comments, std::vector<ReadLine>& lines) {
  std::size_t line = 0;
  for (const Span& comment : comments) {
    advance(source, comment.begin, line);
    lines[line].comment = comment;
  }
}

// The column at which a line's first character stands, tabs counted as the lexer counts them.
std::size_t column_of_line(const Source& source, std::size_t line) {
  std::size_t column = 0;
  for (std::size_t at = source.line_starts[line]; at < source.text.size(); ++at) {
    const char c = source.text[at];
    if (c != ' ' && c != '\t' && c != '\r') break;
    column = c == '\t' ? column / 4 * 4 + 4 : column + 1;
  }
  return column;
}

// A comment on a line of its own belongs to what follows it, unless it stands further right: then it closes a block.
void level_comments(const Source& source, std::vector<ReadLine>& lines) {
  constexpr std::size_t none_follows = static_cast<std::size_t>(-1);
  std::vector<std::size_t> next_code(lines.size(), none_follows);
  std::size_t next = none_follows;
  for (std::size_t i = lines.size(); i-- > 0;) {
    next_code[i] = next;
    if (lines[i].first < lines[i].last) next = i;
  }
  std::vector<std::size_t> columns{0};  // of the levels that are open after the last line with tokens
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ReadLine& line = lines[i];
    if (line.first < line.last && !line.continues) {
      columns.resize(line.level + 1, 0);
      columns[line.level] = column_of_line(source, i);
    }
    if (line.first < line.last || !line.comment) continue;
    const bool follows = next_code[i] != none_follows;
    line.level = follows ? lines[next_code[i]].level : 0;
    line.continues = follows && lines[next_code[i]].continues;
    const std::size_t column = column_of_line(source, i);
    if (line.continues || column <= (follows ? column_of_line(source, next_code[i]) : 0)) continue;
    std::size_t deepest = columns.size() - 1;
    while (deepest > line.level && columns[deepest] > column) --deepest;
    line.level = std::max(line.level, deepest);
  }
}

LaidLine laid(const Source& source, const std::vector<Token>& tokens, const ReadLine& line) {
  LaidLine out;
  out.level = line.level + (line.continues ? 1 : 0);
  out.alone = line.continues || line.continued;
  if (line.comment) out.comment = source.text.substr(line.comment->begin, line.comment->end - line.comment->begin);
  if (line.first == line.last) return out;
  out.cells = cells_of(source, tokens, line.first, line.last);
  const bool has_own_columns = std::ranges::any_of(
      out.cells, [](const Cell& cell) { return cell.mark == Mark::AfterColon || cell.mark == Mark::Equals; });
  const Span word = tokens[line.first].span;
  if (has_own_columns || out.level == 0) out.group = source.text.substr(word.begin, word.end - word.begin);
  return out;
}

// A line that is too long as several, of which the last one keeps the comment.
std::vector<ReadLine> wrapped(const Source& source, const std::vector<Token>& tokens, const ReadLine& line) {
  std::vector<ReadLine> parts{line};
  if (line.first == line.last) return parts;
  const std::size_t indent = 4 * (line.level + (line.continues ? 1 : 0));
  for (const std::size_t row : rows_that_begin_lines(source, tokens, {line.first, line.last, indent, line.depth})) {
    ReadLine next = parts.back();
    next.first = parts.back().last = row;
    next.continues = parts.back().continued = true;
    parts.back().comment.reset();
    parts.push_back(next);
  }
  if (parts.size() > 1) parts.back().continued = line.continued;
  return parts;
}

}  // namespace

std::vector<LaidLine> lay_lines(const Source& source, const ParsedTokens& parsed) {
  std::vector<ReadLine> lines(source.line_starts.size());
  place_tokens(source, parsed.tokens, lines);
  place_comments(source, parsed.comments, lines);
  level_comments(source, lines);
  std::vector<LaidLine> out;
  bool blank_before = false;
  for (const ReadLine& line : lines) {
    if (line.first == line.last && !line.comment) {
      blank_before = true;
      continue;
    }
    for (const ReadLine& part : wrapped(source, parsed.tokens, line)) {
      out.push_back(laid(source, parsed.tokens, part));
      out.back().blank_before = blank_before && out.size() > 1;
      blank_before = false;
    }
  }
  return out;
}

}  // namespace demarche
