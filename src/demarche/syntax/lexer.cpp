#include "demarche/syntax/continuation.h"
#include "demarche/syntax/scan.h"
#include "demarche/syntax/token.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

// Where there are more, `demarche format` mends them.
constexpr std::size_t most_tab_lines_mended = 1000;

// What is remembered from line to line.
struct Layout {
  std::vector<std::size_t> columns{0};     // of the open blocks, outermost first
  std::vector<std::uint32_t> open_parens;  // rows of tokens, of the current logical line
  bool continues = false;                  // the last line ended in `,`
  bool may_continue = false;               // it goes on in the next line if that begins further to the right
  bool too_deep_reported = false;
  std::size_t num_tab_lines = 0;
  std::size_t tab_diagnostic = 0;  // its row, where num_tab_lines > 0
  Fix without_tabs;
};

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r'; }

void push_empty(Lexed& out, TokenType type, std::uint32_t at) { out.tokens.push_back({type, Mark::None, {at, at}, 0}); }

std::size_t column_of(std::string_view indentation) {
  std::size_t column = 0;
  for (const char c : indentation) column = c == '\t' ? column / 4 * 4 + 4 : column + 1;
  return column;
}

Span span_of(std::string_view indentation, std::uint32_t line_begin) {
  return {line_begin, line_begin + static_cast<std::uint32_t>(indentation.size())};
}

void note_tab(std::string_view indentation, std::uint32_t line_begin, Layout& layout, Lexed& out) {
  const std::size_t tab = indentation.find('\t');
  if (tab == std::string_view::npos) return;
  if (layout.num_tab_lines < most_tab_lines_mended) {
    layout.without_tabs.edits.push_back({span_of(indentation, line_begin), std::string(column_of(indentation), ' ')});
  }
  if (layout.num_tab_lines++ > 0) return;
  const auto at = static_cast<std::uint32_t>(line_begin + tab);
  layout.tab_diagnostic = out.diagnostics.size();
  keep(out.diagnostics,
       {Kind::E010, "tab used for indentation", {{at, at + 1}, ""}, {}, "use spaces, four for each level"});
}

void open_block(std::size_t column, Span line, Layout& layout, Lexed& out) {
  if (layout.columns.size() <= deepest_indent) {
    layout.columns.push_back(column);
    push_empty(out, TokenType::Indent, line.begin);
    return;
  }
  if (layout.too_deep_reported) return;
  layout.too_deep_reported = true;
  keep(out.diagnostics, {Kind::E022,
                         fmt::format("more than {} levels of indentation", deepest_indent),
                         {{line.begin, line.begin + 1}, ""},
                         {},
                         "begin this line further to the left"});
}

// The line moved to one of the levels around it.
std::vector<Fix> moved_to(std::size_t outer, std::size_t inner, Span indentation) {
  return {possible_fix(indentation, std::string(outer, ' ')), possible_fix(indentation, std::string(inner, ' '))};
}

void close_blocks(std::size_t column, Span indentation, Layout& layout, Lexed& out) {
  const Span line{indentation.end, indentation.end};
  std::size_t left_column = column;
  while (layout.columns.back() > column) {
    left_column = layout.columns.back();
    layout.columns.pop_back();
    push_empty(out, TokenType::Dedent, line.begin);
  }
  if (layout.columns.back() == column) return;
  // The line lies between two levels: it is taken as one more line of the block it nearly left.
  out.tokens.pop_back();
  layout.columns.push_back(column);
  if (layout.num_tab_lines > 0) return;  // mixed tabs and spaces: E010 says what to do
  keep(out.diagnostics, {Kind::E003,
                         fmt::format("did not expect this line to be indented by {}", column),
                         {{line.begin, line.begin + 1}, ""},
                         {},
                         fmt::format("indent it by {} or by {}, as the lines around it",
                                     layout.columns[layout.columns.size() - 2], left_column),
                         moved_to(layout.columns[layout.columns.size() - 2], left_column, indentation)});
}

void read_layout(std::string_view indentation, std::uint32_t line_begin, Layout& layout, Lexed& out) {
  note_tab(indentation, line_begin, layout, out);
  const std::size_t column = column_of(indentation);
  const auto at = static_cast<std::uint32_t>(line_begin + indentation.size());
  if (column > layout.columns.back()) {
    open_block(column, {at, at}, layout, out);
  } else {
    close_blocks(column, {line_begin, at}, layout, out);
  }
}

void end_logical_line(Layout& layout, Lexed& out) {
  layout.continues = layout.may_continue = false;
  layout.open_parens.clear();
  if (!out.tokens.empty()) push_empty(out, TokenType::Newline, out.tokens.back().span.end);
}

void match_parens(std::size_t from, Layout& layout, Lexed& out) {
  for (std::size_t row = from; row < out.tokens.size(); ++row) {
    if (out.tokens[row].type == TokenType::OpenParen) layout.open_parens.push_back(static_cast<std::uint32_t>(row));
    if (out.tokens[row].type != TokenType::CloseParen || layout.open_parens.empty()) continue;
    out.tokens[layout.open_parens.back()].partner = static_cast<std::uint32_t>(row);
    layout.open_parens.pop_back();
  }
}

void note_comment(std::string_view text, Span comment, Lexed& out) {
  report_unseen(text, comment, out);
  out.comments.push_back(comment);
}

void read_tokens(std::string_view text, Span line, Layout& layout, Lexed& out) {
  const std::size_t first_row = out.tokens.size();
  std::uint32_t at = line.begin;
  while (at < line.end && text[at] != '#') {
    if (text[at] == '\r') report_unseen(text, {at, at + 1}, out);
    at = is_white(text[at]) ? at + 1 : scan_token(text, at, line.end, out);
  }
  if (at < line.end) note_comment(text, {at, line.end}, out);
  match_parens(first_row, layout, out);
  layout.continues = out.tokens.back().type == TokenType::Comma;
  const Span last = out.tokens.back().span;
  layout.may_continue = is_left_open(out.tokens.back(), text.substr(last.begin, last.end - last.begin));
  if (!layout.continues && !layout.may_continue) end_logical_line(layout, out);
}

// Whether a line that is indented so far belongs to the one before; ends that one where it does not.
bool goes_on(std::string_view indentation, Layout& layout, Lexed& out) {
  if (layout.continues) return true;
  if (layout.may_continue && column_of(indentation) > layout.columns.back()) return true;
  if (layout.may_continue) end_logical_line(layout, out);
  return false;
}

// `line` has no newline and no white space at its end.
void read_line(std::string_view text, Span line, Layout& layout, Lexed& out) {
  std::uint32_t at = line.begin;
  while (at < line.end && is_white(text[at])) ++at;
  if (at == line.end) return;
  if (text[at] == '#') return note_comment(text, {at, line.end}, out);
  const std::string_view indentation = text.substr(line.begin, at - line.begin);
  if (!goes_on(indentation, layout, out)) read_layout(indentation, line.begin, layout, out);
  read_tokens(text, {at, line.end}, layout, out);
}

void finish(std::uint32_t end, Layout& layout, Lexed& out) {
  if (layout.continues || layout.may_continue) end_logical_line(layout, out);
  for (std::size_t i = 1; i < layout.columns.size(); ++i) push_empty(out, TokenType::Dedent, end);
  push_empty(out, TokenType::End, end);
  if (layout.num_tab_lines == 0 || layout.tab_diagnostic >= out.diagnostics.size()) return;
  layout.without_tabs.certain = layout.num_tab_lines <= most_tab_lines_mended;
  out.diagnostics[layout.tab_diagnostic].fixes = {std::move(layout.without_tabs)};
  if (layout.num_tab_lines == 1) return;
  out.diagnostics[layout.tab_diagnostic].help +=
      fmt::format("; {} lines begin with tabs, and `demarche format` mends them all", layout.num_tab_lines);
}

Span trimmed(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (end > begin && is_white(text[end - 1])) --end;
  return {begin, end};
}

bool begins_part(const Source& source, std::uint32_t offset) {
  return std::ranges::binary_search(source.parts, offset, {}, &Source::Part::begin);
}

}  // namespace

void keep(Diagnostics& diagnostics, Diagnostic diagnostic) {
  if (diagnostics.size() <= most_diagnostics) diagnostics.push_back(std::move(diagnostic));
}

Lexed lex(const Source& source) {
  Lexed out;
  Layout layout;
  const std::string_view text = source.text;
  const auto size = static_cast<std::uint32_t>(text.size());
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  for (std::size_t line = 0; line < source.line_starts.size(); ++line) {
    std::uint32_t begin = source.line_starts[line];
    const std::uint32_t end = line + 1 < source.line_starts.size() ? source.line_starts[line + 1] - 1 : size;
    if (begin == 0 && text.starts_with(byte_order_mark)) begin += 3;
    const bool is_open = layout.continues || layout.may_continue;
    if (is_open && begins_part(source, begin)) end_logical_line(layout, out);
    read_line(text, trimmed(text, begin, end), layout, out);
  }
  finish(size, layout, out);
  return out;
}

}  // namespace demarche
