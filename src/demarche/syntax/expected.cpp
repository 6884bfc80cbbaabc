#include "demarche/syntax/expected.h"

#include "demarche/diag/letters.h"
#include "demarche/diag/text.h"
#include "demarche/syntax/parser.h"

#include <algorithm>
#include <optional>

namespace demarche {
namespace {

// Where the word begins that ends at the offset.
std::uint32_t begin_of_word(std::string_view text, std::uint32_t offset) {
  std::uint32_t begin = offset;
  while (begin > 0) {
    std::uint32_t before = begin - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0U) == 0x80U) --before;
    const Character character = character_at(text, before);
    if (!character.valid || before + character.num_bytes != begin || !may_stand_in_name(character.code)) break;
    begin = before;
  }
  return begin;
}

bool is_layout(const Token& token) {
  return token.type == TokenType::Newline || token.type == TokenType::Indent || token.type == TokenType::Dedent ||
         token.type == TokenType::End || token.type == TokenType::Bad;
}

// The begin of a text between quotes that is still open at the end of what was read.
std::optional<std::uint32_t> open_quotes(const std::string& text, const Lexed& lexed) {
  const auto last = std::ranges::find_if_not(lexed.tokens.rbegin(), lexed.tokens.rend(), is_layout);
  if (last == lexed.tokens.rend() || last->type != TokenType::String) return std::nullopt;
  const std::string_view typed = std::string_view(text).substr(last->span.begin, last->span.end - last->span.begin);
  const bool is_closed = typed.size() > 1 && typed.ends_with('"');
  const bool goes_on = text.find('\n', last->span.end) == std::string::npos;
  return is_closed || !goes_on ? std::nullopt : std::optional(last->span.begin);
}

bool ends_in_comment(const std::string& text, const Lexed& lexed) {
  return !lexed.comments.empty() && text.find('\n', lexed.comments.back().end) == std::string::npos;
}

bool begins_name(std::string_view text) { return text.empty() || may_begin_name(character_at(text, 0).code); }

}  // namespace

Expected expected_at(const Source& source, std::uint32_t offset) {
  Expected nothing;
  offset = std::min(offset, static_cast<std::uint32_t>(source.text.size()));
  nothing.place = {offset, offset};
  if (source.text.size() > longest_text_bytes) return nothing;
  const Source before = make_source("", source.text.substr(0, offset));
  const Lexed lexed = lex(before);
  if (ends_in_comment(before.text, lexed)) return nothing;
  const std::optional<std::uint32_t> quotes = open_quotes(before.text, lexed);
  const std::uint32_t begin = quotes ? *quotes : begin_of_word(before.text, offset);
  if (!quotes && !begins_name(std::string_view(before.text).substr(begin))) return nothing;  // a number
  // Something stands there: the parser asks the same, whatever it is.
  const Source stood_in = make_source("", before.text.substr(0, begin) + (quotes ? "\"\"" : "_"));
  Listener listener;
  listener.heard.place = {begin, offset};
  listener.heard.in_quotes = quotes.has_value();
  listen_at(stood_in, source, begin, listener);
  return std::move(listener.heard);
}

}  // namespace demarche
