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

// The widths of what stands between the commas of a line, each with the comma behind it.
std::vector<std::size_t> widths_between_commas(std::string_view text) {
  std::vector<std::size_t> widths;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (quoted || text[at] != ',') continue;
    widths.push_back(width_of(text.substr(begin, at + 1 - begin)));
    begin = at + 1;
  }
  widths.push_back(width_of(text.substr(begin)));
  return widths;
}

// The commas of the outermost lists, of which a line may end in one; none where the text could not be read.
struct Commas {
  std::vector<std::size_t> rows;  // of all tokens that are commas
  std::vector<bool> may_end_a_line;
};

Commas commas_of(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  Commas commas;
  std::size_t depth = 0;
  for (std::size_t row = first; row < last; ++row) {
    const Token& token = tokens[row];
    if (token.type == TokenType::Bad) return {};
    if (token.type == TokenType::OpenParen) ++depth;
    if (token.type == TokenType::CloseParen && depth > 0) --depth;
    if (token.type != TokenType::Comma) continue;
    commas.rows.push_back(row);
    commas.may_end_a_line.push_back(depth == 0 && row + 1 < last && tokens[row + 1].mark != Mark::Range);
  }
  return commas;
}

}  // namespace

std::vector<std::size_t> rows_that_begin_lines(const Source& source, const std::vector<Token>& tokens,
                                               std::size_t first, std::size_t last, std::size_t indent) {
  const std::string text = on_one_line(source, tokens, first, last);
  if (indent + width_of(text) <= widest) return {};
  const Commas commas = commas_of(tokens, first, last);
  const std::vector<std::size_t> widths = widths_between_commas(text);
  if (commas.rows.empty() || widths.size() != commas.rows.size() + 1) return {};
  std::vector<std::size_t> begins;
  std::size_t width = indent;  // of the line that is being filled
  std::size_t behind = 0;      // of what stands behind its last comma that may end it
  std::size_t next = 0;        // the row behind that comma; 0 where there is none
  for (std::size_t k = 0; k < widths.size(); ++k) {
    width += widths[k];
    behind += widths[k];
    if (next > 0 && width > widest) {
      begins.push_back(next);
      width = indent + indent_of_rest + behind;
      next = 0;
    }
    if (k == commas.rows.size() || !commas.may_end_a_line[k]) continue;
    next = commas.rows[k] + 1;
    behind = 0;
  }
  return begins;
}

}  // namespace demarche
