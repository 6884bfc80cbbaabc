#include "demarche/diag/guess.h"
#include "demarche/syntax/grammar.h"

#include <array>
#include <string>

#include <fmt/format.h>

namespace demarche {
namespace {

const std::array<std::string, 1> only_verb{"thinks"};

// The verb, or what was meant to be it and is told.
void take_verb(Cursor& cursor) {
  if (take_word_if(cursor, "thinks")) return;
  const Token& word = peek(cursor);
  keep(cursor.diagnostics, {Kind::E004,
                            fmt::format("{} is nothing that an actor does", named(cursor, word)),
                            {word.span, ""},
                            {},
                            "did you mean `thinks`?",
                            fixes_by(guess_of(text_of(cursor, word), only_verb), word.span)});
  take(cursor);
}

}  // namespace

bool nearly_begins_thought(const Cursor& cursor) {
  const bool has_shape =
      at(cursor, TokenType::Name) && at(cursor, TokenType::Name, 1) && at(cursor, TokenType::Name, 2);
  return has_shape && !guess_of(text_of(cursor, peek(cursor, 1)), only_verb).name.empty();
}

// An actor may be called as a statement begins: `actor thinks` declares one, `actor thinks use: ...` is a thought. What
// `sweep` and `why` ask about may be called `thinks`.
bool begins_thought(const Cursor& cursor) {
  if (!at(cursor, TokenType::Name) || !at_word(cursor, "thinks", 1) || !at(cursor, TokenType::Name, 2)) return false;
  return !at_any_word(cursor, {"sweep", "why"});
}

ThoughtStatement parse_thought(Cursor& cursor) {
  ThoughtStatement thought;
  thought.actor = expect_name(cursor, "an actor");
  take_verb(cursor);
  thought.about = expect_ref(cursor, "a draw, a trait or a parameter");
  if (at(cursor, TokenType::Equals)) {
    mark(cursor, Mark::Equals);
    take(cursor);
    thought.number = parse_expression(cursor);
    end_line(cursor);
    return thought;
  }
  if (!at(cursor, TokenType::Colon)) {
    fail_expected(cursor, "`:` or `=`",
                  "write odds, as in `US thinks use: nuclear 2%, conventional rest`, or a number, as in `US thinks p = "
                  "70%`");
  }
  expect(cursor, TokenType::Colon);
  if (!at(cursor, TokenType::Newline)) mark(cursor, Mark::AfterColon);
  thought.cases = parse_cases(cursor, thought.about);
  return thought;
}

}  // namespace demarche
