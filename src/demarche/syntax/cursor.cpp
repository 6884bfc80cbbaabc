#include "demarche/syntax/cursor.h"

#include "demarche/diag/letters.h"

#include "demarche/syntax/continuation.h"
#include "demarche/syntax/fixes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr std::size_t longest_shown_name = 40;

// The words that may follow a complete sentence: a last word that looks like one of them was meant to be it.
const std::array<std::string, 8> linking_words{"if",      "otherwise", "seen", "given",
                                               "forcing", "across",    "from", "starts"};

std::string did_you_mean(std::string_view word) { return fmt::format("did you mean `{}`?", word); }

}  // namespace

const Token& peek(const Cursor& cursor, std::size_t ahead) {
  return cursor.tokens[std::min(cursor.at + ahead, cursor.tokens.size() - 1)];
}

std::string_view text_of(const Cursor& cursor, const Token& token) {
  return std::string_view{cursor.source.text}.substr(token.span.begin, token.span.end - token.span.begin);
}

bool at(const Cursor& cursor, TokenType type, std::size_t ahead) { return peek(cursor, ahead).type == type; }

namespace {

bool hears(const Cursor& cursor, std::size_t ahead) {
  return cursor.listener && !cursor.broken && cursor.at + ahead == cursor.listener->row;
}

}  // namespace

void tell(const Cursor& cursor, std::string_view word, std::size_t ahead) {
  if (hears(cursor, ahead)) cursor.listener->heard.words.emplace(word);
}

void tell(const Cursor& cursor, std::span<const std::string> words) {
  for (const std::string& word : words) tell(cursor, word);
}

void tell_name(const Cursor& cursor, std::string_view what, std::string_view of) {
  if (!hears(cursor, 0)) return;
  const NameExpected name{std::string(what), std::string(of)};
  std::vector<NameExpected>& names = cursor.listener->heard.names;
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

bool finds_word(const Cursor& cursor, std::initializer_list<std::string_view> words, std::size_t ahead) {
  const Token& token = peek(cursor, ahead);
  return token.type == TokenType::Name && std::ranges::find(words, text_of(cursor, token)) != words.end();
}

bool at_word(const Cursor& cursor, std::string_view word, std::size_t ahead) {
  tell(cursor, word, ahead);
  const Token& token = peek(cursor, ahead);
  return token.type == TokenType::Name && text_of(cursor, token) == word;
}

bool at_any_word(const Cursor& cursor, std::initializer_list<std::string_view> words, std::size_t ahead) {
  return std::ranges::any_of(words, [&](std::string_view word) { return at_word(cursor, word, ahead); });
}

const Token& last_taken(const Cursor& cursor) { return cursor.tokens[cursor.at == 0 ? 0 : cursor.at - 1]; }

Token take(Cursor& cursor) {
  const Token token = peek(cursor);
  if (cursor.at + 1 < cursor.tokens.size()) ++cursor.at;
  return token;
}

bool take_if(Cursor& cursor, TokenType type) {
  if (cursor.broken || !at(cursor, type)) return false;
  take(cursor);
  return true;
}

bool take_word_if(Cursor& cursor, std::string_view word) {
  if (cursor.broken || !at_word(cursor, word)) return false;
  take(cursor);
  return true;
}

void mark(Cursor& cursor, Mark mark) { cursor.tokens[cursor.at].mark = mark; }

std::string named(const Cursor& cursor, const Token& token) {
  switch (token.type) {
    case TokenType::Newline:
      return "the end of the line";
    case TokenType::End:
      return "the end of the text";
    case TokenType::Indent:
      return "an indented line";
    case TokenType::Dedent:
      return "the end of the block";
    default:
      break;
  }
  const std::string_view text = text_of(cursor, token);
  if (text.size() <= longest_shown_name) return fmt::format("`{}`", text);
  std::size_t end = longest_shown_name;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("`{}...`", text.substr(0, end));
}

void fail(Cursor& cursor, Diagnostic diagnostic) {
  if (!cursor.broken && !at(cursor, TokenType::Bad)) keep(cursor.diagnostics, std::move(diagnostic));
  cursor.broken = true;
  while (!at(cursor, TokenType::Newline) && !at(cursor, TokenType::End)) take(cursor);
}

void fail_expected(Cursor& cursor, std::string_view expected, std::string help, std::vector<Fix> fixes) {
  const Token& found = peek(cursor);
  if (help.empty() && found.type == TokenType::Newline &&
      is_left_open(last_taken(cursor), text_of(cursor, last_taken(cursor))))
    help = "to go on in the next line, begin that one further in";
  if (fixes.empty()) fixes = without_surplus(cursor);
  fail(cursor, {Kind::E002,
                fmt::format("expected {}, found {}", expected, named(cursor, found)),
                {found.span, ""},
                {},
                std::move(help),
                std::move(fixes)});
}

void fail_unexpected(Cursor& cursor, std::string help, std::vector<Fix> fixes) {
  const Token& found = peek(cursor);
  if (fixes.empty()) fixes = without_surplus(cursor);
  fail(cursor, {Kind::E003,
                fmt::format("did not expect {} here", named(cursor, found)),
                {found.span, ""},
                {},
                std::move(help),
                std::move(fixes)});
}

namespace {

bool means_if(const Cursor& cursor) { return finds_word(cursor, {"when", "where", "provided"}); }

}  // namespace

bool expect(Cursor& cursor, TokenType type) {
  if (take_if(cursor, type)) return true;
  const std::string wanted = fmt::format("`{}`", symbol_of(type));
  if (type == TokenType::Colon && means_if(cursor))
    fail_expected(cursor, wanted, did_you_mean("if"), {certain_fix(peek(cursor).span, "if")});
  else fail_expected(cursor, wanted, "", with_symbol(cursor, type));
  return false;
}

bool expect_word(Cursor& cursor, std::string_view word) {
  if (take_word_if(cursor, word)) return true;
  const std::array<std::string, 1> wanted{std::string{word}};
  const bool misspelt = at(cursor, TokenType::Name) && !best_guess(text_of(cursor, peek(cursor)), wanted).empty();
  fail_expected(cursor, fmt::format("`{}`", word), misspelt ? did_you_mean(word) : "",
                misspelt ? std::vector{certain_fix(peek(cursor).span, std::string{word})} : with_word(cursor, word));
  return false;
}

namespace {

Name expect_told_name(Cursor& cursor, std::string_view what) {
  if (!cursor.broken && at(cursor, TokenType::Name)) {
    const Token token = take(cursor);
    return {normalised(text_of(cursor, token)), token.span};
  }
  const Span here = peek(cursor).span;
  fail_expected(cursor, what);
  return {{}, here};
}

std::string as_written(const Ref& ref) { return ref.second ? ref.first.text + "." + ref.second->text : ref.first.text; }

}  // namespace

Name expect_name(Cursor& cursor, std::string_view what) {
  tell_name(cursor, what);
  return expect_told_name(cursor, what);
}

Name expect_value(Cursor& cursor, std::string_view what, const Ref& of) {
  tell_name(cursor, what, as_written(of));
  return expect_told_name(cursor, what);
}

Name expect_string(Cursor& cursor, std::string_view what) {
  tell_name(cursor, what);
  if (!cursor.broken && at(cursor, TokenType::String)) {
    const Token token = take(cursor);
    std::string_view text = text_of(cursor, token).substr(1);
    if (text.ends_with('"')) text.remove_suffix(1);
    return {std::string{text}, token.span};
  }
  const Span here = peek(cursor).span;
  const bool bare = at(cursor, TokenType::Name);
  fail_expected(cursor, what, bare ? "put it between double quotes" : "",
                bare ? with_quotes(cursor) : std::vector<Fix>());
  return {{}, here};
}

int expect_count(Cursor& cursor) {
  constexpr int largest_count = 1'000'000;
  const std::string_view text = text_of(cursor, peek(cursor));
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool whole = at(cursor, TokenType::Number) && end == text.data() + text.size();
  if (!cursor.broken && whole && error == std::errc{} && count <= largest_count) {
    take(cursor);
    return count;
  }
  fail_expected(cursor, "a whole number", whole ? "the largest count is 1000000" : "");
  return 0;
}

Ref expect_ref(Cursor& cursor, std::string_view what) {
  Ref ref{expect_name(cursor, what), std::nullopt, {}};
  ref.span = ref.first.span;
  if (!take_if(cursor, TokenType::Dot)) return ref;
  constexpr std::string_view behind_point = "a name after the `.`";
  tell_name(cursor, behind_point, ref.first.text);
  ref.second = expect_told_name(cursor, behind_point);
  ref.span.end = ref.second->span.end;
  return ref;
}

Ref plain_ref(const Name& name) { return {name, std::nullopt, name.span}; }

void begin_line(Cursor& cursor) {
  cursor.broken = false;
  cursor.num_parens = 0;
  cursor.num_operations = 0;
}

namespace {

void skip_line(Cursor& cursor) {
  while (!at(cursor, TokenType::Newline) && !at(cursor, TokenType::End)) take(cursor);
  if (at(cursor, TokenType::Newline)) take(cursor);
}

void skip_block(Cursor& cursor) {
  if (!at(cursor, TokenType::Indent)) return;
  std::size_t depth = 0;
  do {
    const TokenType type = take(cursor).type;
    if (type == TokenType::Indent) ++depth;
    if (type == TokenType::Dedent) --depth;
  } while (depth > 0 && !at(cursor, TokenType::End));
}

// `1,5`, as many languages write a decimal.
bool at_decimal_comma(const Cursor& cursor) {
  if (!at(cursor, TokenType::Comma) || !at(cursor, TokenType::Number, 1) || cursor.at == 0) return false;
  const Token& before = cursor.tokens[cursor.at - 1];
  const Span comma = peek(cursor).span;
  return before.type == TokenType::Number && before.span.end == comma.begin && peek(cursor, 1).span.begin == comma.end;
}

void fail_for_surplus(Cursor& cursor) {
  const Unheard unheard(cursor);
  const Span here = peek(cursor).span;
  if (at_decimal_comma(cursor)) {
    return fail_unexpected(cursor, "write decimals with a point, as in `0.5`", {certain_fix(here, ".")});
  }
  if (means_if(cursor)) return fail_unexpected(cursor, did_you_mean("if"), {certain_fix(here, "if")});
  if (finds_word(cursor, {"percent"}) && last_taken(cursor).type == TokenType::Number)
    return fail_unexpected(cursor, "write `%`", {certain_fix({last_taken(cursor).span.end, here.end}, "%")});
  const Guess guess = at(cursor, TokenType::Name) ? guess_of(text_of(cursor, peek(cursor)), linking_words) : Guess();
  if (guess.name.empty() || at_word(cursor, guess.name)) return fail_unexpected(cursor);
  fail_unexpected(cursor, did_you_mean(guess.name), fixes_by(guess, here));
}

}  // namespace

void end_line(Cursor& cursor) {
  const bool complete = at(cursor, TokenType::Newline) || at(cursor, TokenType::End);
  if (!cursor.broken && !complete) fail_for_surplus(cursor);
  const bool was_broken = cursor.broken;
  skip_line(cursor);
  if (was_broken) skip_block(cursor);
}

Span span_since(const Cursor& cursor, std::size_t begin) {
  const std::size_t last = std::max(cursor.at, begin + 1) - 1;
  return {cursor.tokens[begin].span.begin, std::max(cursor.tokens[last].span.end, cursor.tokens[begin].span.begin)};
}

Span first_line_since(const Cursor& cursor, std::size_t begin) {
  std::size_t last = begin;
  while (last + 1 < cursor.at && cursor.tokens[last + 1].type != TokenType::Newline) ++last;
  return {cursor.tokens[begin].span.begin, cursor.tokens[last].span.end};
}

bool at_block(const Cursor& cursor) { return at(cursor, TokenType::Newline) && at(cursor, TokenType::Indent, 1); }

Block enter_block(Cursor& cursor, std::string_view holds) {
  constexpr std::size_t deepest_block = 32;
  if (!at(cursor, TokenType::Newline))
    fail_unexpected(cursor, fmt::format("write {} on the next lines, indented", holds), on_next_line(cursor));
  const Span line_end = peek(cursor).span;
  const bool was_broken = cursor.broken;
  skip_line(cursor);
  if (!at(cursor, TokenType::Indent)) {
    if (was_broken) return {};
    const std::string message = fmt::format("expected {}, indented below this line", holds);
    keep(cursor.diagnostics, {Kind::E002,
                              message,
                              {line_end, ""},
                              {},
                              "indent the lines that belong to it by four spaces",
                              indented(cursor)});
    return {};
  }
  if (cursor.num_blocks >= deepest_block) {
    const std::string message = fmt::format("more than {} blocks inside each other", deepest_block);
    keep(cursor.diagnostics, {Kind::E022, message, {line_end, ""}, {}, "take the inner blocks apart"});
    skip_block(cursor);
    return {};
  }
  take(cursor);
  ++cursor.num_blocks;
  return {1, false};
}

bool next_row(Cursor& cursor, Block& block) {
  if (block.depth == 0 && !block.whole_text) return false;
  begin_line(cursor);
  while (at(cursor, TokenType::Indent) || at(cursor, TokenType::Dedent)) {
    const Token token = take(cursor);
    block.depth = token.type == TokenType::Indent ? block.depth + 1 : block.depth - 1;
    if (block.depth == 0 && !block.whole_text) {
      --cursor.num_blocks;
      return false;
    }
    if (token.type == TokenType::Dedent) continue;
    if (finds_word(cursor, {"and", "or"})) {
      report_leading_word(cursor);
      skip_line(cursor);
      continue;
    }
    const Span first = peek(cursor).span;
    keep(cursor.diagnostics, {Kind::E003,
                              "did not expect this line to be indented",
                              {first, ""},
                              {},
                              "begin it below the line above, unless that line should end in `:`",
                              below_line_above(cursor)});
  }
  return !at(cursor, TokenType::End);
}

}  // namespace demarche
