#include "demarche/game/efg_token.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace demarche {

namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_word(char c) { return is_space(c) || c == '"' || c == '{' || c == '}' || c == ','; }

EfgToken token_of(EfgTokenKind kind, std::size_t begin, std::size_t end) {
  return {kind, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

EfgToken name_at(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  if (at >= text.size()) return token_of(EfgTokenKind::UnclosedName, begin, text.size());
  return token_of(EfgTokenKind::Name, begin, at + 1);
}

std::string_view inside(std::string_view text, const EfgToken& token) {
  return text.substr(token.span.begin + 1, token.span.end - token.span.begin - 2);
}

std::size_t skip_digits(std::string_view word, std::size_t at) {
  while (at < word.size() && is_digit(word[at])) ++at;
  return at;
}

// Whether the word is digits with at most one point and an exponent; no sign.
bool is_decimal(std::string_view word) {
  const std::size_t whole = skip_digits(word, 0);
  std::size_t at = whole;
  std::size_t num_digits = whole;
  if (at < word.size() && word[at] == '.') {
    const std::size_t end = skip_digits(word, at + 1);
    num_digits += end - at - 1;
    at = end;
  }
  if (num_digits == 0) return false;
  if (at == word.size()) return true;
  if (word[at] != 'e' && word[at] != 'E') return false;
  ++at;
  if (at < word.size() && (word[at] == '+' || word[at] == '-')) ++at;
  return at < word.size() && skip_digits(word, at) == word.size();
}

std::optional<double> decimal(std::string_view word) {
  if (!is_decimal(word)) return std::nullopt;
#ifdef __cpp_lib_to_chars
  double value = 0;
  if (std::from_chars(word.data(), word.data() + word.size(), value).ec != std::errc{}) return std::nullopt;
#else  // libc++ before 20, as in the WebAssembly build
  const double value = std::strtod(std::string(word).c_str(), nullptr);
#endif
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<double> whole_number(std::string_view word) {
  if (word.empty() || skip_digits(word, 0) != word.size()) return std::nullopt;
  return decimal(word);
}

std::optional<double> rational(std::string_view word, std::size_t slash) {
  const auto numerator = whole_number(word.substr(0, slash));
  const auto denominator = whole_number(word.substr(slash + 1));
  if (!numerator || !denominator || *denominator == 0) return std::nullopt;
  return *numerator / *denominator;
}

}  // namespace

EfgToken efg_token(std::string_view text, std::uint32_t offset) {
  std::size_t begin = offset;
  while (begin < text.size() && is_space(text[begin])) ++begin;
  if (begin >= text.size()) return token_of(EfgTokenKind::End, text.size(), text.size());
  switch (text[begin]) {
    case '{':
      return token_of(EfgTokenKind::Open, begin, begin + 1);
    case '}':
      return token_of(EfgTokenKind::Close, begin, begin + 1);
    case ',':
      return token_of(EfgTokenKind::Comma, begin, begin + 1);
    case '"':
      return name_at(text, begin);
    default:
      break;
  }
  std::size_t end = begin + 1;
  while (end < text.size() && !ends_word(text[end])) ++end;
  return token_of(EfgTokenKind::Word, begin, end);
}

std::string efg_name(std::string_view text, const EfgToken& token) {
  const std::string_view raw = inside(text, token);
  std::string name;
  name.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const bool escapes = raw[at] == '\\' && at + 1 < raw.size() && (raw[at + 1] == '"' || raw[at + 1] == '\\');
    if (escapes) ++at;
    name += raw[at];
  }
  return name;
}

bool efg_name_is(std::string_view text, const EfgToken& token, std::string_view name) {
  const std::string_view raw = inside(text, token);
  return raw.find('\\') == std::string_view::npos ? raw == name : efg_name(text, token) == name;
}

std::string efg_quoted(std::string_view name) {
  std::string quoted = "\"";
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char next = at + 1 < name.size() ? name[at + 1] : '"';
    if (name[at] == '"' || (name[at] == '\\' && (next == '"' || next == '\\'))) quoted += '\\';
    quoted += name[at];
  }
  return quoted + '"';
}

std::optional<std::uint32_t> efg_index(std::string_view word) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

std::optional<double> efg_number(std::string_view word) {
  if (word.empty()) return std::nullopt;
  const bool negative = word[0] == '-';
  if (negative || word[0] == '+') word.remove_prefix(1);
  const std::size_t slash = word.find('/');
  const auto size = slash == std::string_view::npos ? decimal(word) : rational(word, slash);
  if (!size || !std::isfinite(*size)) return std::nullopt;
  return negative ? -*size : *size;
}

}  // namespace demarche
