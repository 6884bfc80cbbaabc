#include "demarche/syntax/fixes.h"
#include "demarche/syntax/grammar.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

QuantitySyntax parse_plain_quantity(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  QuantitySyntax quantity;
  quantity.is_probability = !take_word_if(cursor, "E");
  if (quantity.is_probability && !take_word_if(cursor, "P"))
    fail_expected(cursor, "`P(...)` or `E(...)`", "a probability is `P(A.move is x)`, a mean `E(A)`");
  expect(cursor, TokenType::OpenParen);
  if (quantity.is_probability) {
    quantity.event = parse_condition(cursor);
  } else {
    quantity.what = expect_ref(cursor, "an actor, a scale or a parameter");
  }
  expect(cursor, TokenType::CloseParen);
  quantity.span = span_since(cursor, begin);
  return quantity;
}

std::vector<QuantitySyntax> parse_quantities(Cursor& cursor) {
  std::vector<QuantitySyntax> quantities;
  do {
    quantities.push_back(parse_quantity(cursor));
  } while (take_if(cursor, TokenType::Comma));
  return quantities;
}

ForcingSyntax parse_forcing(Cursor& cursor) {
  ForcingSyntax forcing;
  forcing.move = expect_ref(cursor, "a move");
  expect_word(cursor, "to");
  return forcing;
}

// `and B.reply to withdraw`, behind what is forced first.
void parse_also_forced(Cursor& cursor, QuestionStatement& question) {
  while (take_word_if(cursor, "and")) {
    ForcingSyntax& forcing = question.also_forced.emplace_back(parse_forcing(cursor));
    forcing.values.push_back(expect_value(cursor, "an option", forcing.move));
  }
}

void parse_given(Cursor& cursor, QuestionStatement& question) {
  if (take_word_if(cursor, "given")) question.given = parse_condition(cursor);
}

void parse_ask(Cursor& cursor, QuestionStatement& question) {
  question.quantities.push_back(parse_quantity(cursor));
  parse_given(cursor, question);
  if (take_word_if(cursor, "forcing")) {
    question.forcing = parse_forcing(cursor);
    question.forcing->values.push_back(expect_value(cursor, "an option", question.forcing->move));
    parse_also_forced(cursor, question);
  }
}

void parse_belief(Cursor& cursor, QuestionStatement& question) {
  BeliefSyntax& belief = question.belief.emplace();
  expect_word(cursor, "of");
  belief.believer = expect_name(cursor, "an actor");
  expect_word(cursor, "about");
  belief.trait = expect_ref(cursor, "a trait, a move, a draw or a vote");
  parse_given(cursor, question);
}

void parse_compare(Cursor& cursor, QuestionStatement& question) {
  question.quantities = parse_quantities(cursor);
  parse_given(cursor, question);
  if (take_word_if(cursor, "across")) {
    question.across = parse_names(cursor, "`baseline` or a variant");
    return;
  }
  if (!take_word_if(cursor, "forcing")) {
    const std::uint32_t place = last_taken(cursor).span.end;
    fail_expected(cursor, "`forcing` or `across`",
                  "compare options by `forcing MOVE to a, b`, or variants by `across baseline, NAME`",
                  {possible_fix({place, place}, " forcing MOVE to a, b"),
                   possible_fix({place, place}, " across baseline, NAME")});
    return;
  }
  question.forcing = parse_forcing(cursor);
  question.forcing->values = parse_values(cursor, "an option", question.forcing->move);
  parse_also_forced(cursor, question);
}

SweepSyntax parse_swept(Cursor& cursor) {
  SweepSyntax sweep;
  sweep.parameter = expect_parameter(cursor, "a parameter");
  expect_word(cursor, "from");
  sweep.from = parse_expression(cursor);
  expect_word(cursor, "to");
  sweep.to = parse_expression(cursor);
  return sweep;
}

// `9 x 9` of a map, else one number.
void parse_num_steps(Cursor& cursor, QuestionStatement& question) {
  question.sweep->num_steps = expect_count(cursor);
  if (!question.second_sweep) return;
  if (!at_word(cursor, "x"))
    return fail_expected(cursor, "`x`", "say in how many steps each of the two goes: `in 9 x 9 steps`");
  take(cursor);
  question.second_sweep->num_steps = expect_count(cursor);
}

void parse_sweep(Cursor& cursor, QuestionStatement& question) {
  question.sweep = parse_swept(cursor);
  if (take_word_if(cursor, "and")) question.second_sweep = parse_swept(cursor);
  expect_word(cursor, "in");
  parse_num_steps(cursor, question);
  expect_word(cursor, "steps");
  expect(cursor, TokenType::Colon);
  question.quantities.push_back(parse_quantity(cursor));
  parse_given(cursor, question);
}

void parse_rank(Cursor& cursor, QuestionStatement& question) {
  expect_word(cursor, "parameters");
  expect_word(cursor, "for");
  question.quantities.push_back(parse_quantity(cursor));
  parse_given(cursor, question);
}

// `belief of B that A.resolve is high`.
void parse_checked_belief(Cursor& cursor, QuestionStatement& question) {
  const std::size_t begin = cursor.at;
  BeliefSyntax& belief = question.belief.emplace();
  expect_word(cursor, "belief");
  expect_word(cursor, "of");
  belief.believer = expect_name(cursor, "an actor");
  expect_word(cursor, "that");
  belief.trait = expect_ref(cursor, "a trait, a move, a draw or a vote");
  expect_word(cursor, "is");
  belief.value = expect_value(cursor, "a value", belief.trait);
  belief.span = span_since(cursor, begin);
}

// `in tying at q = 0.42 and p = 1`.
void parse_place(Cursor& cursor, QuestionStatement& question) {
  if (take_word_if(cursor, "in")) question.in_variant = expect_name(cursor, "`baseline` or a variant");
  if (!at_word(cursor, "at")) return;
  do {
    take(cursor);
    PlacedSyntax& placed = question.placed.emplace_back();
    placed.parameter = expect_parameter(cursor, "a parameter");
    expect(cursor, TokenType::Equals);
    placed.value = parse_expression(cursor);
  } while (at_word(cursor, "and"));
}

void parse_check(Cursor& cursor, QuestionStatement& question) {
  if (at_word(cursor, "belief")) parse_checked_belief(cursor, question);
  else question.quantities.push_back(parse_quantity(cursor));
  if (finds_word(cursor, {"given"})) {
    fail_unexpected(cursor, "`given` stands behind the bounds: write `check P(...) is between A and B given ...`");
    return;
  }
  if (peek(cursor).type >= TokenType::Less && peek(cursor).type <= TokenType::Greater) {
    fail_expected(cursor, "`is between`", "say what it lies between, both ends included: `is between 50% and 100%`");
    return;
  }
  expect_word(cursor, "is");
  expect_word(cursor, "between");
  BoundsSyntax& bounds = question.bounds.emplace();
  bounds.from = parse_expression(cursor);
  expect_word(cursor, "and");
  bounds.to = parse_expression(cursor);
  parse_place(cursor, question);
  parse_given(cursor, question);
}

constexpr const char* forms_of_why =
    "write `why MOVE is VALUE over VALUE given ...`, `why P(...) given ...`, or what is asked and "
    "then `in A rather than B`, `forcing MOVE to A rather than B` or `with NAME = A rather than B`";
constexpr const char* subjects_of_why = "a move, `P(...)` or `E(...)`";

void parse_why_choice(Cursor& cursor, QuestionStatement& question) {
  ChoiceSyntax& choice = question.choice.emplace();
  // `why did Iran raid`: two words that no dot and no `is` keeps apart.
  const bool begins_otherwise =
      at(cursor, TokenType::Name) && at(cursor, TokenType::Name, 1) && !at_word(cursor, "is", 1);
  if (begins_otherwise) return fail_expected(cursor, subjects_of_why, forms_of_why);
  choice.move = expect_ref(cursor, subjects_of_why);
  if (!at_word(cursor, "is")) return fail_expected(cursor, "`is`", forms_of_why);
  take(cursor);
  choice.value = expect_value(cursor, "an option", choice.move);
  if (take_word_if(cursor, "over")) choice.over = expect_value(cursor, "an option", choice.move);
  parse_given(cursor, question);
}

void parse_why_probability(Cursor& cursor, QuestionStatement& question) {
  question.quantities.push_back(parse_quantity(cursor));
  parse_given(cursor, question);
}

void expect_rather_than(Cursor& cursor) {
  if (!at_word(cursor, "rather")) {
    fail_expected(cursor, "`rather than`", "name what is asked about, then what it is held against: `A rather than B`");
    return;
  }
  take(cursor);
  expect_word(cursor, "than");
}

// The two worlds: `in dear rather than baseline`, `forcing A.move to go rather than stay`, `with cost = 3 rather than
// 2`.
void parse_why_difference(Cursor& cursor, QuestionStatement& question) {
  if (take_word_if(cursor, "in")) {
    question.across.push_back(expect_name(cursor, "`baseline` or a variant"));
    expect_rather_than(cursor);
    question.across.push_back(expect_name(cursor, "`baseline` or a variant"));
  } else if (take_word_if(cursor, "forcing")) {
    question.forcing = parse_forcing(cursor);
    question.forcing->values.push_back(expect_value(cursor, "an option", question.forcing->move));
    expect_rather_than(cursor);
    question.forcing->values.push_back(expect_value(cursor, "an option", question.forcing->move));
  } else {
    expect_word(cursor, "with");
    SettingSyntax& setting = question.setting.emplace();
    setting.parameter = expect_parameter(cursor, "a parameter");
    expect(cursor, TokenType::Equals);
    setting.value = parse_expression(cursor);
    expect_rather_than(cursor);
    setting.over = parse_expression(cursor);
  }
}

// What is asked begins alike: which of three it is shows in what follows.
void parse_why(Cursor& cursor, QuestionStatement& question) {
  if (!at_quantity(cursor)) return parse_why_choice(cursor, question);
  question.kind = QuestionKind::WhyProbability;
  parse_why_probability(cursor, question);
  if (!at_any_word(cursor, {"in", "forcing", "with"})) return;
  question.kind = QuestionKind::WhyDifference;
  parse_why_difference(cursor, question);
}

// What follows the first word, and `belief` behind it.
void parse_parts(Cursor& cursor, QuestionStatement& question) {
  switch (question.kind) {
    case QuestionKind::Ask:
      return parse_ask(cursor, question);
    case QuestionKind::Belief:
      return parse_belief(cursor, question);
    case QuestionKind::Compare:
      return parse_compare(cursor, question);
    case QuestionKind::Sweep:
      return parse_sweep(cursor, question);
    case QuestionKind::Rank:
      return parse_rank(cursor, question);
    case QuestionKind::Check:
      return parse_check(cursor, question);
    case QuestionKind::Why:
    case QuestionKind::WhyProbability:
    case QuestionKind::WhyDifference:
      return parse_why(cursor, question);
  }
}

// `as US sees it`, behind all that is asked.
void parse_seer(Cursor& cursor, QuestionStatement& question) {
  if (cursor.broken || !take_word_if(cursor, "as")) return;
  question.seen_by = expect_name(cursor, "an actor");
  expect_word(cursor, "sees");
  expect_word(cursor, "it");
}

// A `given` that stands behind what it comes before, or for the second time.
void refuse_given(Cursor& cursor, const QuestionStatement& question) {
  const bool across = !question.across.empty();
  if (question.given || (!question.forcing && !across)) {
    return fail_unexpected(cursor, "a question has one `given`: join conditions by `and`");
  }
  const std::string_view other = across ? "across" : "forcing";
  fail_unexpected(cursor, fmt::format("`given` stands before `{}`, and once", other), rest_moved_before(cursor, other));
}

// Words that begin a part of another question, or stand behind a part that they come before.
void refuse_other_parts(Cursor& cursor, std::string_view word, const QuestionStatement& question) {
  if (cursor.broken) return;
  const Unheard unheard(cursor);
  const bool asks = word == "ask";
  const bool goes_on = at(cursor, TokenType::Name) || at(cursor, TokenType::Comma);
  if (word == "why" && goes_on) return fail_unexpected(cursor, forms_of_why);
  if (at_word(cursor, "given")) refuse_given(cursor, question);
  if (at_word(cursor, "forcing")) {
    fail_unexpected(
        cursor, asks ? "join what is forced by `and`: `forcing A.move to a and B.move to b`"
                     : "only `ask`, `compare` and `why` take a `forcing`: write `ask P(...) forcing MOVE to VALUE`");
  }
  if (at_word(cursor, "across")) fail_unexpected(cursor, "only `compare` goes `across` variants");
  if (finds_word(cursor, {"in"}))
    fail_unexpected(cursor,
                    "variants are asked about by `compare P(...) across baseline, NAME` and `check ... in NAME`");
  const bool may_be_given = !question.given && !question.forcing && question.across.empty();
  if (finds_word(cursor, {"if"}) && may_be_given)
    fail_unexpected(cursor, "did you mean `given`?", {certain_fix(peek(cursor).span, "given")});
}

}  // namespace

// `P(x)`, `P(x) - P(y)` or `P(x) / P(y)`.
QuantitySyntax parse_quantity(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  QuantitySyntax first = parse_plain_quantity(cursor);
  const bool differs = at(cursor, TokenType::Minus);
  if (cursor.broken || (!differs && !at(cursor, TokenType::Slash))) return first;
  take(cursor);
  QuantitySyntax quantity;
  quantity.op = differs ? QuantitySyntax::Op::Difference : QuantitySyntax::Op::Ratio;
  quantity.parts.push_back(std::move(first));
  quantity.parts.push_back(parse_plain_quantity(cursor));
  if (at(cursor, TokenType::Minus) || at(cursor, TokenType::Slash))
    fail_unexpected(cursor, "a question takes the difference or the ratio of two: ask another one about the third");
  quantity.span = span_since(cursor, begin);
  return quantity;
}

bool at_quantity(const Cursor& cursor, std::size_t ahead) {
  return at_any_word(cursor, {"P", "E"}, ahead) && at(cursor, TokenType::OpenParen, ahead + 1);
}

QuestionStatement parse_question(Cursor& cursor, std::string_view word) {
  const std::size_t begin = cursor.at;
  QuestionStatement question;
  take(cursor);
  question.kind = question_beginning_with(word).value_or(QuestionKind::Ask);
  if (word == "ask" && take_word_if(cursor, "belief")) question.kind = QuestionKind::Belief;
  parse_parts(cursor, question);
  parse_seer(cursor, question);
  question.span = span_since(cursor, begin);
  refuse_other_parts(cursor, word, question);
  end_line(cursor);
  return question;
}

}  // namespace demarche
