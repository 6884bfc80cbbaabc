#include "demarche/diag/letters.h"
#include "demarche/syntax/fixes.h"
#include "demarche/syntax/grammar.h"

#include <array>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_conditions = 1000;        // in one line
constexpr std::size_t most_nested_conditions = 100;  // inside each other

bool at_operator(const Cursor& cursor, std::size_t ahead) {
  switch (peek(cursor, ahead).type) {
    case TokenType::Plus:
    case TokenType::Minus:
    case TokenType::Star:
    case TokenType::Slash:
    case TokenType::Equals:
    case TokenType::Less:
    case TokenType::LessEqual:
    case TokenType::GreaterEqual:
    case TokenType::Greater:
      return true;
    default:
      return false;
  }
}

bool may_nest_condition(Cursor& cursor, std::size_t num_parens) {
  ++cursor.num_operations;
  if (cursor.broken || (cursor.num_operations <= most_conditions && num_parens <= most_nested_conditions))
    return !cursor.broken;
  const bool deep = num_parens > most_nested_conditions;
  fail(cursor, {Kind::E022,
                deep ? "more than 100 brackets and `not` inside each other" : "more than 1000 operations in one line",
                {peek(cursor).span, ""},
                {},
                "break it up, for instance into several lines"});
  return false;
}

Cond no_condition(const Cursor& cursor) {
  Cond cond;
  cond.span = peek(cursor).span;
  return cond;
}

bool at_is(const Cursor& cursor, std::size_t ahead) {
  if (!at(cursor, TokenType::Name, ahead)) return false;
  const bool dotted = at(cursor, TokenType::Dot, ahead + 1) && at(cursor, TokenType::Name, ahead + 2);
  return at_word(cursor, "is", ahead + (dotted ? 3 : 1));
}

// `or fold` goes on with the values of `is`; `or rounds >= 2`, `or Iran.raid is hold` and `or traded`, which is an
// event, begin a condition of their own.
bool at_further_value(const Cursor& cursor) {
  if (!at_word(cursor, "or") || !at(cursor, TokenType::Name, 1)) return false;
  if (at_word(cursor, "is", 2) || at(cursor, TokenType::Dot, 2) || at(cursor, TokenType::OpenParen, 2)) return false;
  if (cursor.events.contains(normalised(text_of(cursor, peek(cursor, 1))))) return false;
  if (at_any_word(cursor, {"ever", "never", "first"}, 1) && at_is(cursor, 2)) return false;
  const bool begins_negation = at_word(cursor, "not", 1) && at(cursor, TokenType::Name, 2);
  return !begins_negation && !at_operator(cursor, 2);
}

std::optional<Order> take_order(Cursor& cursor) {
  const bool ends_before_name = finds_word(cursor, {"and", "or"}, 1);
  if (at_word(cursor, "at") && at_any_word(cursor, {"least", "most"}, 1)) {
    take(cursor);
    return text_of(cursor, take(cursor)) == "least" ? Order::AtLeast : Order::AtMost;
  }
  if (!at_any_word(cursor, {"above", "below"}) || !at(cursor, TokenType::Name, 1) || ends_before_name)
    return std::nullopt;
  return text_of(cursor, take(cursor)) == "above" ? Order::Above : Order::Below;
}

void parse_values_of(Cursor& cursor, Cond& cond) {
  cond.op = Cond::Op::Is;
  cond.negated = at_word(cursor, "not") && !at_any_word(cursor, {"and", "or"}, 1) &&
                 !at(cursor, TokenType::Newline, 1) && !at(cursor, TokenType::CloseParen, 1) &&
                 take_word_if(cursor, "not");
  if (!cursor.broken && at(cursor, TokenType::Number)) {
    const Token& is = last_taken(cursor);
    fail_expected(cursor, "a value", "compare numbers by `=`, `<`, `<=`, `>=` or `>`",
                  text_of(cursor, is) == "is" ? std::vector{certain_fix(is.span, "=")} : std::vector<Fix>());
  }
  cond.values.push_back(expect_value(cursor, "a value", cond.ref));
  while (!cursor.broken && at_further_value(cursor)) {
    mark(cursor, Mark::Joins);
    take(cursor);
    tell_name(cursor, "a name");
    cond.values.push_back(expect_value(cursor, "a value", cond.ref));
  }
}

// `ever A.offer is high`; `ever is high` is about something called `ever`.
bool at_times(const Cursor& cursor) { return at_any_word(cursor, {"ever", "never", "first"}) && at_is(cursor, 1); }

Times take_times(Cursor& cursor) {
  if (!at_times(cursor)) return Times::Latest;
  const std::string_view word = text_of(cursor, take(cursor));
  return word == "ever" ? Times::Ever : word == "never" ? Times::Never : Times::First;
}

// `in round 2`; `in tying rather than baseline` goes on with a question.
bool at_round(const Cursor& cursor) {
  if (!at_word(cursor, "in")) return false;
  const bool misspelt = at(cursor, TokenType::Name, 1) && at(cursor, TokenType::Number, 2);
  return misspelt || (at_word(cursor, "round", 1) && !at_word(cursor, "rather", 2));
}

// `in round 2`, `in round 2 of talks`, behind the values.
void parse_round(Cursor& cursor, Cond& cond) {
  if (!at_round(cursor)) return;
  const std::size_t begin = cursor.at;
  if (cond.times != Times::Latest) {
    fail_unexpected(cursor, "a condition is about the first time, about any time or about one round: leave out one");
    return;
  }
  take(cursor);
  expect_word(cursor, "round");
  cond.times = Times::InRound;
  cond.round = expect_count(cursor);
  if (take_word_if(cursor, "of")) cond.counter = expect_name(cursor, "the name of a count of rounds");
  cond.round_span = span_since(cursor, begin);
}

Cond parse_is(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Cond cond;
  cond.times = take_times(cursor);
  cond.ref = expect_ref(cursor, "a name");
  take_word_if(cursor, "is");
  if (const auto order = take_order(cursor)) {
    cond.op = Cond::Op::Ordered;
    cond.order = *order;
    cond.values.push_back(expect_value(cursor, "a value", cond.ref));
  } else {
    parse_values_of(cursor, cond);
  }
  if (!cursor.broken) parse_round(cursor, cond);
  cond.span = span_since(cursor, begin);
  return cond;
}

// `evr A.offer is high`.
Guess times_meant(const Cursor& cursor, const Expr& left) {
  const std::array<std::string, 3> words{"ever", "never", "first"};
  const bool bare = left.op == Expr::Op::Ref && !left.ref.second && at_is(cursor, 0);
  return bare ? guess_of(left.ref.first.text, words) : Guess();
}

// Whatever else was meant on a line without its verb, it is not known to be a comparison of numbers.
Cond verb_missing(Cursor& cursor, const Expr& left) {
  const Unheard unheard(cursor);
  const std::vector<std::string> verb{"is"};
  const bool misspelt = at(cursor, TokenType::Name) && !best_guess(text_of(cursor, peek(cursor)), verb).empty();
  const bool means_is = misspelt || finds_word(cursor, {"are"});
  const bool left_out = left.op == Expr::Op::Ref && at(cursor, TokenType::Name);
  if (const Guess times = times_meant(cursor, left); !times.name.empty()) {
    fail_expected(cursor, "`is` or a comparison", "did you mean `" + times.name + "`?", fixes_by(times, left.span));
    return no_condition(cursor);
  }
  std::vector<Fix> fixes;
  if (means_is) fixes.push_back(certain_fix(peek(cursor).span, "is"));
  if (!means_is && left_out) fixes = at_word(cursor, "is", 1) ? with_point(cursor) : with_word(cursor, "is");
  fail_expected(cursor, "`is` or a comparison", means_is ? "did you mean `is`?" : "", std::move(fixes));
  return no_condition(cursor);
}

// A name that stands for a whole condition, unless a word follows that a condition does not end before: then its verb
// is missing.
bool is_event(const Cursor& cursor, const Expr& left) {
  if (cursor.broken || left.op != Expr::Op::Ref || left.ref.second || left.span != last_taken(cursor).span)
    return false;
  return !at(cursor, TokenType::Name) || (cursor.in_claim && at_word(cursor, "if")) ||
         finds_word(cursor, {"and", "or", "seen", "given", "forcing", "across", "in", "with", "as"});
}

Cond event_named(const Expr& name) {
  Cond cond;
  cond.op = Cond::Op::Event;
  cond.ref = name.ref;
  cond.span = name.span;
  return cond;
}

Cond parse_comparison(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Cond cond;
  cond.op = Cond::Op::Compare;
  cond.sides.push_back(parse_expression(cursor));
  const auto comparison = take_comparison(cursor);
  if (!comparison && is_event(cursor, cond.sides.front())) return event_named(cond.sides.front());
  if (!comparison) return verb_missing(cursor, cond.sides.front());
  cond.comparison = *comparison;
  cond.sides.push_back(parse_expression(cursor));
  cond.span = span_since(cursor, begin);
  return cond;
}

bool at_not(const Cursor& cursor) {
  return at_word(cursor, "not") && !at_word(cursor, "is", 1) && !at(cursor, TokenType::Dot, 1) &&
         !at_operator(cursor, 1);
}

// A bracket holds a condition, unless what follows its other end says that it was a number.
bool at_bracketed_condition(const Cursor& cursor) {
  if (!at(cursor, TokenType::OpenParen)) return false;
  const std::uint32_t partner = peek(cursor).partner;
  return partner == 0 || !at_operator(cursor, partner + 1 - cursor.at);
}

Cond parse_or(Cursor& cursor);

Cond parse_nested(Cursor& cursor, Cond (*parse)(Cursor&)) {
  ++cursor.num_parens;
  Cond cond = may_nest_condition(cursor, cursor.num_parens) ? parse(cursor) : no_condition(cursor);
  --cursor.num_parens;
  return cond;
}

Cond parse_not(Cursor& cursor) {
  if (cursor.broken) return no_condition(cursor);
  const std::size_t begin = cursor.at;
  Cond cond;
  if (at_not(cursor)) {
    take(cursor);
    cond.op = Cond::Op::Not;
    cond.args.push_back(parse_nested(cursor, parse_not));
  } else if (at_bracketed_condition(cursor)) {
    take(cursor);
    cond = parse_nested(cursor, parse_or);
    expect(cursor, TokenType::CloseParen);
  } else {
    if (!may_nest_condition(cursor, 0)) return no_condition(cursor);
    return at_is(cursor, 0) || at_times(cursor) ? parse_is(cursor) : parse_comparison(cursor);
  }
  cond.span = span_since(cursor, begin);
  return cond;
}

// `and P(...)` where an equilibrium is named.
bool at_claim_behind(const Cursor& cursor) {
  return cursor.in_claim && cursor.num_parens == 0 && at_word(cursor, "and") && at_quantity(cursor, 1);
}

// One part, or several joined by a word.
Cond parse_joined(Cursor& cursor, std::string_view word, Cond::Op op, Cond (*parse_part)(Cursor&)) {
  const std::size_t begin = cursor.at;
  Cond first = parse_part(cursor);
  if (cursor.broken || !at_word(cursor, word) || at_claim_behind(cursor)) return first;
  Cond cond;
  cond.op = op;
  cond.args.push_back(std::move(first));
  while (!cursor.broken && at_word(cursor, word) && !at_claim_behind(cursor)) {
    mark(cursor, Mark::Joins);
    take(cursor);
    cond.args.push_back(parse_part(cursor));
  }
  cond.span = span_since(cursor, begin);
  return cond;
}

Cond parse_and(Cursor& cursor) { return parse_joined(cursor, "and", Cond::Op::And, parse_not); }
Cond parse_or(Cursor& cursor) { return parse_joined(cursor, "or", Cond::Op::Or, parse_and); }

}  // namespace

std::optional<Comparison> take_comparison(Cursor& cursor) {
  if (take_if(cursor, TokenType::Less)) return Comparison::Less;
  if (take_if(cursor, TokenType::LessEqual)) return Comparison::LessEqual;
  if (take_if(cursor, TokenType::Equals)) return Comparison::Equal;
  if (take_if(cursor, TokenType::GreaterEqual)) return Comparison::GreaterEqual;
  if (take_if(cursor, TokenType::Greater)) return Comparison::Greater;
  return std::nullopt;
}

Cond parse_condition(Cursor& cursor) { return parse_or(cursor); }

std::optional<Cond> parse_if(Cursor& cursor) {
  if (!take_word_if(cursor, "if")) return std::nullopt;
  return parse_condition(cursor);
}

}  // namespace demarche
