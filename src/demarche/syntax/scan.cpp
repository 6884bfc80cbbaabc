#include "demarche/syntax/scan.h"

#include "demarche/diag/letters.h"
#include "demarche/diag/text.h"
#include "demarche/syntax/scan_fixes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_plain_name(char c) { return is_ascii_letter(c) || is_digit(c); }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool is_in_a_name(Character c) { return c.valid && may_stand_in_name(c.code); }

// What belongs to a word for whoever reads it, be it a letter that names have or none.
bool is_letter_beyond_ascii(Character c) {
  const bool sign = c.code < 0xC0 || c.code == 0xD7 || c.code == 0xF7 || (c.code >= 0x2000 && c.code <= 0x2BFF);
  return c.valid && c.code >= 0x80 && (may_stand_in_name(c.code) || !sign);
}

struct Replacement {
  char32_t code;
  std::string_view help;
};

// Characters that people type, or that a word processor puts, where the language has another way to say it.
constexpr std::array replacements{
    Replacement{U'\u201C', "use the straight quote `\"`"},
    Replacement{U'\u201D', "use the straight quote `\"`"},
    Replacement{U'\u2018', "use the straight quote `\"`"},
    Replacement{U'\u2019', "use the straight quote `\"`"},
    Replacement{U'\'', "texts stand between double quotes `\"`"},
    Replacement{U'\u2013', "use the minus sign of the keyboard, `-`"},
    Replacement{U'\u2014', "use the minus sign of the keyboard, `-`"},
    Replacement{U'\u2212', "use the minus sign of the keyboard, `-`"},
    Replacement{U'\u00D7', "write `*` to multiply"},
    Replacement{U'\u2264', "write `<=`"},
    Replacement{U'\u2265', "write `>=`"},
    Replacement{U'\u00A0', "this is a space that only looks like one: type a plain space"},
    Replacement{U'%', "write the `%` right after its number, as in `40%`"},
    Replacement{U'&', "write `and`"},
    Replacement{U'|', "write `or`"},
    Replacement{U'!', "write `not`, or `is not`"},
    Replacement{U'[', "use round brackets, `(` and `)`"},
    Replacement{U'{', "blocks are indented lines; no brackets are needed"},
    Replacement{U'}', "blocks are indented lines; no brackets are needed"},
    Replacement{U';', "write one statement a line; nothing ends it but the end of the line"},
    Replacement{U'$', "write the number alone; units go into the note, between quotes"},
    Replacement{U'^', "write the product out, as in `x * x`"},
};

std::string help_for(char32_t code) {
  const auto found = std::ranges::find(replacements, code, &Replacement::code);
  if (found != replacements.end()) return std::string{found->help};
  if (code >= 0x80) return "names are made of letters, digits and `_`; anything else may stand in quotes and comments";
  return "remove it, or put it between quotes";
}

std::string described(std::string_view text, std::uint32_t at) {
  const Character c = character_at(text, at);
  if (!c.valid) return fmt::format("unexpected byte 0x{:02X}", static_cast<unsigned>(c.code));
  if (is_unseen(c))
    return fmt::format("unexpected character U+{:04X}, which nobody sees", static_cast<unsigned>(c.code));
  return fmt::format("unexpected character '{}'", text.substr(at, c.num_bytes));
}

void report(Lexed& out, Kind kind, std::string message, Label primary, std::string help, std::vector<Fix> fixes) {
  keep(out.diagnostics, {kind, std::move(message), std::move(primary), {}, std::move(help), std::move(fixes)});
}

// Further mistakes are found but not kept: to look for their mends would take as long as the text is, each time.
bool is_full(const Lexed& out) { return out.diagnostics.size() > most_diagnostics; }

void push(Lexed& out, TokenType type, std::uint32_t begin, std::uint32_t end) {
  out.tokens.push_back({type, Mark::None, {begin, end}, 0});
}

// A character that no name may hold inside a word is one mistake: the word is still read as one name.
std::uint32_t scan_name(std::string_view text, std::uint32_t at, std::uint32_t line_end, Lexed& out) {
  std::uint32_t end = at;
  std::optional<std::uint32_t> odd;
  while (end < line_end && (is_plain_name(text[end]) || is_letter_beyond_ascii(character_at(text, end)))) {
    const Character c = character_at(text, end);
    const bool fits = !is_beyond_ascii(text[end]) || (end == at ? may_begin_name(c.code) : is_in_a_name(c));
    if (!odd && !fits) odd = end;
    end += static_cast<std::uint32_t>(c.num_bytes);
  }
  if (odd) {
    const Character c = character_at(text, *odd);
    const auto odd_end = *odd + static_cast<std::uint32_t>(c.num_bytes);
    report(out, Kind::E001, described(text, *odd),
           {{*odd, odd_end}, *odd == at ? "no name begins with this" : "no name holds this"}, help_for(c.code),
           without_unseen(text, {*odd, odd_end}));
  }
  push(out, TokenType::Name, at, end);
  return end;
}

std::uint32_t after_digits(std::string_view text, std::uint32_t at, std::uint32_t line_end) {
  while (at < line_end && is_digit(text[at])) ++at;
  return at;
}

std::uint32_t scan_number(std::string_view text, std::uint32_t at, std::uint32_t line_end, Lexed& out) {
  std::uint32_t end = after_digits(text, at, line_end);
  if (end + 1 < line_end && text[end] == '.' && is_digit(text[end + 1])) end = after_digits(text, end + 1, line_end);
  if (end < line_end && text[end] == '%') {
    push(out, TokenType::Number, at, end + 1);
    return end + 1;
  }
  const std::uint32_t number_end = end;
  while (end < line_end && is_plain_name(text[end])) ++end;
  if (end == number_end) {
    push(out, TokenType::Number, at, end);
    return end;
  }
  const std::string_view shown = text.substr(at, std::min(end - at, 40U));
  report(out, Kind::E002, fmt::format("expected a number or a name, found `{}`", shown), {{at, end}, ""},
         "names begin with a letter; numbers look like `12`, `0.5`, `40%` or `1/3`", {});
  push(out, TokenType::Bad, at, end);
  return end;
}

std::uint32_t scan_string(std::string_view text, std::uint32_t at, std::uint32_t line_end, Lexed& out) {
  const std::size_t quote = text.substr(0, line_end).find('"', at + 1);
  if (quote != std::string_view::npos) {
    report_unseen(text, {at, static_cast<std::uint32_t>(quote)}, out);
    push(out, TokenType::String, at, static_cast<std::uint32_t>(quote + 1));
    return static_cast<std::uint32_t>(quote + 1);
  }
  std::uint32_t end = line_end;
  while (end > at + 1 && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r')) --end;
  report(out, Kind::E002, "expected `\"` before the end of the line", {{at, at + 1}, "this text is never closed"},
         "close the text with `\"` on the same line", with_closing_quote(text, {at, end}));
  push(out, TokenType::String, at, end);
  push(out, TokenType::Bad, end, end);
  return line_end;
}

std::optional<TokenType> punctuation(char c) {
  switch (c) {
    case ':':
      return TokenType::Colon;
    case ',':
      return TokenType::Comma;
    case '.':
      return TokenType::Dot;
    case '=':
      return TokenType::Equals;
    case '+':
      return TokenType::Plus;
    case '-':
      return TokenType::Minus;
    case '*':
      return TokenType::Star;
    case '/':
      return TokenType::Slash;
    case '(':
      return TokenType::OpenParen;
    case ')':
      return TokenType::CloseParen;
    case '<':
      return TokenType::Less;
    case '>':
      return TokenType::Greater;
    default:
      return std::nullopt;
  }
}

bool begins_token(char c) {
  return is_plain_name(c) || c == '"' || c == '#' || c == ' ' || c == '\t' || c == '\r' || punctuation(c).has_value();
}

std::uint32_t scan_punctuation(std::string_view text, std::uint32_t at, std::uint32_t line_end, Lexed& out) {
  const bool with_equals = at + 1 < line_end && text[at + 1] == '=';
  TokenType type = *punctuation(text[at]);
  std::uint32_t end = at + 1;
  if (with_equals && (type == TokenType::Less || type == TokenType::Greater)) {
    type = type == TokenType::Less ? TokenType::LessEqual : TokenType::GreaterEqual;
    ++end;
  }
  push(out, type, at, end);
  return end;
}

// The end of a text between the quotes that word processors put, or 0 where none begins here.
std::uint32_t end_of_curly_text(std::string_view text, std::uint32_t at, std::uint32_t line_end) {
  constexpr std::string_view closing = "\u201D";
  if (character_at(text, at).code != U'\u201C') return 0;
  const std::size_t quote = text.substr(0, line_end).find(closing, at);
  return quote == std::string_view::npos ? 0 : static_cast<std::uint32_t>(quote + closing.size());
}

// A run of characters outside the language is one mistake, and so is a whole text between curly quotes.
std::uint32_t scan_unknown(std::string_view text, std::uint32_t at, std::uint32_t line_end, Lexed& out) {
  std::uint32_t run_end = at;
  while (run_end < line_end && !begins_token(text[run_end])) {
    run_end += static_cast<std::uint32_t>(character_at(text, run_end).num_bytes);
  }
  report(out, Kind::E001, described(text, at), {{at, run_end}, ""}, help_for(character_at(text, at).code),
         is_full(out) ? std::vector<Fix>() : fixes_of_unknown(text, {at, run_end}, line_end));
  const std::uint32_t end = std::max(run_end, end_of_curly_text(text, at, line_end));
  push(out, TokenType::Bad, at, end);
  return end;
}

std::string what_misleads(Character c) {
  if (c.code == '\r') return "a carriage return inside of a line, where other programs may begin a new one";
  const auto code = static_cast<unsigned>(c.code);
  if (code < 0xA0) return fmt::format("the control character U+{:04X}, which nobody sees", code);
  return fmt::format("U+{:04X}, which nobody sees: the line reads otherwise than it stands", code);
}

}  // namespace

void report_unseen(std::string_view text, Span span, Lexed& out) {
  for (std::uint32_t at = span.begin; at < span.end;) {
    const Character c = character_at(text, at);
    const auto end = at + static_cast<std::uint32_t>(c.num_bytes);
    if (misleads(c)) {
      report(out, Kind::E001, what_misleads(c), {{at, end}, "this"},
             c.code < 0xA0 ? "remove it" : "remove it; words of right-to-left languages need no marks around them",
             without_unseen(text, {at, end}));
      return;
    }
    at = end;
  }
}

std::uint32_t scan_token(std::string_view text, std::uint32_t at, std::uint32_t line_end, Lexed& out) {
  const char c = text[at];
  if (is_digit(c)) return scan_number(text, at, line_end, out);
  if (is_ascii_letter(c) || is_letter_beyond_ascii(character_at(text, at))) return scan_name(text, at, line_end, out);
  if (c == '"') return scan_string(text, at, line_end, out);
  if (punctuation(c)) return scan_punctuation(text, at, line_end, out);
  return scan_unknown(text, at, line_end, out);
}

}  // namespace demarche
