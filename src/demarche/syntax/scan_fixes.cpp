#include "demarche/syntax/scan_fixes.h"

#include "demarche/diag/text.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include <fmt/format.h>

namespace demarche {
namespace {

struct Lookalike {
  char32_t code;
  std::string_view instead;
};

// Characters that stand for one of the language, wherever they are.
constexpr std::array lookalikes{
    Lookalike{U'\u2013', "-"}, Lookalike{U'\u2014', "-"},  Lookalike{U'\u2212', "-"},  Lookalike{U'\u00A0', " "},
    Lookalike{U'\u00D7', "*"}, Lookalike{U'\u2264', "<="}, Lookalike{U'\u2265', ">="},
};

bool is_blank_char(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_digit_char(char c) { return c >= '0' && c <= '9'; }

std::uint32_t line_begin_of(std::string_view text, std::uint32_t at) {
  const std::size_t newline = text.substr(0, at).rfind('\n');
  return newline == std::string_view::npos ? 0 : static_cast<std::uint32_t>(newline + 1);
}

bool blank_before(std::string_view text, std::uint32_t at) {
  return at == 0 || is_blank_char(text[at - 1]) || text[at - 1] == '\n';
}

bool blank_behind(std::string_view text, std::uint32_t end) {
  return end >= text.size() || is_blank_char(text[end]) || text[end] == '\n';
}

// A word in the place of a sign, which may stand without spaces.
Edit word_for(std::string_view text, Span sign, std::string_view word) {
  return {sign, fmt::format("{}{}{}", blank_before(text, sign.begin) ? "" : " ", word,
                            blank_behind(text, sign.end) ? "" : " ")};
}

bool is_quote(char32_t code) {
  return code == U'\'' || code == U'\u2018' || code == U'\u2019' || code == U'\u201C' || code == U'\u201D';
}

// The quote that closes the one here: the next one of the line, unless a word goes on behind it.
std::optional<Span> closing_quote(std::string_view text, std::uint32_t from, std::uint32_t line_end) {
  for (std::uint32_t at = from; at < line_end && text[at] != '"';) {
    const Character c = character_at(text, at);
    const auto end = at + static_cast<std::uint32_t>(c.num_bytes);
    if (c.valid && is_quote(c.code)) {
      const bool closes = blank_behind(text, end) || text[end] == ':' || text[end] == ',';
      return closes ? std::optional(Span{at, end}) : std::nullopt;
    }
    at = end;
  }
  return std::nullopt;
}

std::vector<Fix> with_straight_quotes(std::string_view text, Span quote, std::uint32_t line_end) {
  const auto close = blank_before(text, quote.begin) ? closing_quote(text, quote.end, line_end) : std::nullopt;
  if (!close) return {possible_fix(quote, "\"")};
  return {{{{quote, "\""}, {*close, "\""}}, true}};
}

std::vector<Fix> with_round_brackets(std::string_view text, Span open, std::uint32_t line_end) {
  const std::size_t close = text.substr(0, line_end).find(']', open.end);
  if (close == std::string_view::npos) return {possible_fix(open, "(")};
  const auto at = static_cast<std::uint32_t>(close);
  return {{{{open, "("}, {{at, at + 1}, ")"}}, true}};
}

// `40 %`
std::vector<Fix> right_after_number(std::string_view text, Span sign) {
  std::uint32_t number_end = sign.begin;
  while (number_end > 0 && is_blank_char(text[number_end - 1])) --number_end;
  if (number_end == 0 || number_end == sign.begin || !is_digit_char(text[number_end - 1])) return {};
  return {certain_fix({number_end, sign.begin}, "")};
}

// `!=` is the `is not` of other languages; a `!` by itself their `not`.
std::vector<Fix> with_not(std::string_view text, Span sign) {
  const bool differs = sign.end < text.size() && text[sign.end] == '=';
  if (!differs) return {possible_fix(sign, blank_behind(text, sign.end) ? "not" : "not ")};
  return {{{word_for(text, {sign.begin, sign.end + 1}, "is not")}, true}};
}

bool ends_the_line(std::string_view text, std::uint32_t from, std::uint32_t line_end) {
  while (from < line_end && is_blank_char(text[from])) ++from;
  return from >= line_end || text[from] == '#';
}

std::vector<Fix> without_sign(std::string_view text, Span sign, std::uint32_t line_end) {
  const char c = text[sign.begin];
  const bool needless = c == '{' || c == '}' || (c == ';' && ends_the_line(text, sign.end, line_end)) ||
                        (c == '$' && sign.end < line_end && is_digit_char(text[sign.end]));
  const bool joins = !blank_before(text, sign.begin) && !blank_behind(text, sign.end);
  Fix fix = possible_fix(sign, joins && c != '$' ? " " : "");
  fix.certain = needless;
  return {std::move(fix)};
}

// Of a run that is one sign of ASCII, perhaps doubled.
std::vector<Fix> fixes_of_sign(std::string_view text, Span run, std::uint32_t line_end) {
  const std::string_view seen = text.substr(run.begin, run.end - run.begin);
  if (seen == "&" || seen == "&&") return {{{word_for(text, run, "and")}, true}};
  if (seen == "|" || seen == "||") return {{{word_for(text, run, "or")}, true}};
  if (seen == "!") return with_not(text, run);
  if (seen == "%") return right_after_number(text, run);
  if (seen == "[") return with_round_brackets(text, run, line_end);
  if (seen == "^") return {};
  return without_sign(text, run, line_end);
}

std::string_view first_word(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line.substr(0, line.find(' '));
}

// Where a text without its second quote ends, and whether it can end nowhere else.
struct TextEnd {
  std::size_t size = 0;
  bool is_certain = false;
};

// The first place where one of these words or signs goes on behind the text; npos where none does.
std::size_t goes_on_at(std::string_view written, std::initializer_list<std::string_view> words) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view word : words) first = std::min(first, written.find(word));
  return first;
}

// ` from NAME` at the end of a parameter's line.
std::size_t source_at(std::string_view written) {
  const std::size_t from = written.rfind(" from ");
  if (from == std::string_view::npos || written.find(' ', from + 6) != std::string_view::npos) return written.size();
  return from;
}

TextEnd end_of_text(std::string_view statement, std::string_view written) {
  const std::size_t whole = written.size();
  if (statement == "crisis" || statement == "actor" || statement == "partner" || statement == "source") {
    return {whole, true};
  }
  if (statement == "parameter" || statement == "precision") return {source_at(written), true};
  const std::size_t next = goes_on_at(written, {" if ", ":", " by ", " looks ", " with ", ","});
  if (statement == "stage" && next + 1 == whole) return {next, true};
  if (statement == "layer" && next < whole) return {next, true};
  return {whole, next == std::string_view::npos};
}

}  // namespace

std::vector<Fix> without_unseen(std::string_view text, Span character) {
  const Character c = character_at(text, character.begin);
  if (!c.valid || !is_unseen(c)) return {};
  Fix fix = possible_fix(character, "");
  fix.certain = c.code != '\r';  // the text may have no other line ends
  return {std::move(fix)};
}

std::vector<Fix> fixes_of_unknown(std::string_view text, Span run, std::uint32_t line_end) {
  const Character c = character_at(text, run.begin);
  if (!c.valid) return {};
  const Span first{run.begin, run.begin + static_cast<std::uint32_t>(c.num_bytes)};
  if (is_quote(c.code)) return with_straight_quotes(text, first, line_end);
  if (c.code < 0x80 && !is_unseen(c)) return fixes_of_sign(text, run, line_end);
  if (first.end != run.end) return {};
  const auto found = std::ranges::find(lookalikes, c.code, &Lookalike::code);
  if (found != lookalikes.end()) return {certain_fix(run, std::string{found->instead})};
  return without_unseen(text, first);
}

bool is_closing_quote(std::string_view rest) {
  return rest.size() == 1 || rest[1] == ' ' || rest[1] == ':' || rest[1] == ',';
}

std::vector<Fix> with_closing_quote(std::string_view text, Span rest) {
  const std::string_view written = text.substr(rest.begin, rest.end - rest.begin);
  if (is_closing_quote(written)) return {};
  const std::uint32_t begin = line_begin_of(text, rest.begin);
  const TextEnd end = end_of_text(first_word(text.substr(begin, rest.begin - begin)), written);
  const std::uint32_t place = rest.begin + static_cast<std::uint32_t>(end.size);
  Fix fix = possible_fix({place, place}, "\"");
  fix.certain = end.is_certain && written.find('#') == std::string_view::npos;
  return {std::move(fix)};
}

}  // namespace demarche
