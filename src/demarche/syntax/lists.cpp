#include "demarche/syntax/grammar.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

Draw parse_draw(Cursor& cursor, const Ref& of) {
  Draw draw{expect_value(cursor, "a value", of), std::nullopt};
  const bool is_rest = at_word(cursor, "rest") && !at(cursor, TokenType::Dot, 1) && !at(cursor, TokenType::Star, 1) &&
                       !at(cursor, TokenType::Slash, 1) && !at(cursor, TokenType::Plus, 1) &&
                       !at(cursor, TokenType::Minus, 1);
  if (is_rest && take_word_if(cursor, "rest")) return draw;
  draw.odds = parse_expression(cursor);
  return draw;
}

// More follows where the case was complete: that is all there is to say of it, whatever its odds add up to.
void break_off(Cursor& cursor, Case& row) {
  if ((row.guard || row.otherwise) && at(cursor, TokenType::Comma)) {
    fail_unexpected(cursor,
                    "a condition ends its case: write the outcomes before it, and each case on a line of its own, "
                    "as in `war 40%, peace rest if ...`");
  }
  row.draws.push_back({{{}, peek(cursor).span}, std::nullopt});
}

Case parse_case(Cursor& cursor, const Ref& of) {
  const std::size_t begin = cursor.at;
  Case row;
  do {
    row.draws.push_back(parse_draw(cursor, of));
  } while (take_if(cursor, TokenType::Comma));
  parse_guard(cursor, row);
  row.span = span_since(cursor, begin);
  if (!at(cursor, TokenType::Newline) && !at(cursor, TokenType::End)) break_off(cursor, row);
  return row;
}

}  // namespace

Who parse_who(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Who who;
  who.everyone = take_word_if(cursor, "everyone");
  if (!who.everyone) {
    do {
      who.actors.push_back(expect_name(cursor, "an actor or `everyone`"));
    } while (take_if(cursor, TokenType::Comma) || (at(cursor, TokenType::Name, 1) && take_word_if(cursor, "and")));
  }
  who.span = span_since(cursor, begin);
  return who;
}

std::vector<Name> parse_names(Cursor& cursor, std::string_view what) {
  std::vector<Name> names;
  do {
    names.push_back(expect_name(cursor, what));
  } while (take_if(cursor, TokenType::Comma));
  return names;
}

std::vector<Name> parse_values(Cursor& cursor, std::string_view what, const Ref& of) {
  std::vector<Name> values;
  do {
    values.push_back(expect_value(cursor, what, of));
  } while (take_if(cursor, TokenType::Comma));
  return values;
}

std::vector<Case> parse_cases(Cursor& cursor, const Ref& of) {
  std::vector<Case> cases;
  if (!at_block(cursor)) {
    cases.push_back(parse_case(cursor, of));
    end_line(cursor);
    return cases;
  }
  for (Block block = enter_block(cursor, "the cases"); next_row(cursor, block);) {
    cases.push_back(parse_case(cursor, of));
    end_line(cursor);
  }
  return cases;
}

LevelsSyntax parse_levels(Cursor& cursor) {
  const std::array<std::string, 2> begins_law{"from", "around"};
  const std::size_t begin = cursor.at;
  LevelsSyntax levels;
  levels.num = expect_count(cursor);
  expect_word(cursor, "levels");
  tell(cursor, begins_law);
  const bool is_normal = guess_of(text_of(cursor, peek(cursor)), begins_law).name == "around";
  if (is_normal) levels.law = LevelLaw::Normal;
  expect_word(cursor, is_normal ? "around" : "from");
  levels.first = parse_expression(cursor);
  expect_word(cursor, is_normal ? "spread" : "to");
  levels.second = parse_expression(cursor);
  levels.span = span_since(cursor, begin);
  end_line(cursor);
  return levels;
}

std::string row_word(Cursor& cursor, std::span<const std::string> words, std::string_view block,
                     std::string_view help) {
  tell(cursor, words);
  const Token& token = peek(cursor);
  if (token.type != TokenType::Name) {
    fail_expected(cursor, fmt::format("a row of the {}", block), std::string{help});
    return {};
  }
  for (const std::string& word : words) {
    if (text_of(cursor, token) == word) return word;
  }
  Guess guess = guess_of(text_of(cursor, token), words);
  Diagnostic diagnostic{Kind::E004,
                        fmt::format("{} does not start a row of a {}", named(cursor, token), block),
                        {token.span, ""},
                        {},
                        guess.name.empty() ? std::string{help} : fmt::format("did you mean `{}`?", guess.name),
                        fixes_by(guess, token.span)};
  if (guess.name.empty()) {
    fail(cursor, std::move(diagnostic));
  } else {
    keep(cursor.diagnostics, std::move(diagnostic));
  }
  return guess.name;
}

}  // namespace demarche
