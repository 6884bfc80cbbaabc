#include "demarche/syntax/grammar.h"

#include <utility>

namespace demarche {
namespace {

// REF ":" begins a row of a payoff table.
bool at_table(const Cursor& cursor) {
  if (!at(cursor, TokenType::Name)) return false;
  if (at(cursor, TokenType::Colon, 1)) return true;
  return at(cursor, TokenType::Dot, 1) && at(cursor, TokenType::Name, 2) && at(cursor, TokenType::Colon, 3);
}

void parse_table(Cursor& cursor, Term& term) {
  term.table = expect_ref(cursor, "a move");
  expect(cursor, TokenType::Colon);
  do {
    Name value = expect_value(cursor, "a value", *term.table);
    term.entries.push_back({std::move(value), parse_expression(cursor)});
  } while (take_if(cursor, TokenType::Comma));
}

Term parse_term(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Term term;
  if (at_table(cursor)) {
    parse_table(cursor, term);
  } else {
    if (at(cursor, TokenType::Plus) || at(cursor, TokenType::Minus)) mark(cursor, Mark::TermSign);
    take_if(cursor, TokenType::Plus);
    term.payoff = parse_expression(cursor);
  }
  if (at_word(cursor, "if")) mark(cursor, Mark::Guard);
  term.condition = parse_if(cursor);
  term.span = span_since(cursor, begin);
  return term;
}

Change parse_only(Cursor& cursor) {
  Change change;
  change.op = Change::Op::Only;
  change.ref = expect_ref(cursor, "a move");
  expect(cursor, TokenType::Colon);
  change.values = parse_values(cursor, "an option", change.ref);
  return change;
}

Change parse_parameter_change(Cursor& cursor) {
  Change change;
  change.op = Change::Op::SetParameter;
  change.name = expect_parameter(
      cursor,
      "a change: `NAME = ...`, `without layer`, `only`, `public`, `reveal`, `ACTOR thinks` or `equilibrium where`");
  expect(cursor, TokenType::Equals);
  change.value = parse_expression(cursor);
  return change;
}

// With the end of its lines.
Change parse_named(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  take(cursor);
  Change change;
  change.op = Change::Op::Equilibrium;
  change.equilibrium = parse_equilibrium(cursor, begin);
  return change;
}

// `reveal things to A` is no misspelt thought.
bool at_thought(const Cursor& cursor) {
  if (at_any_word(cursor, {"only", "equilibrium", "without", "public", "reveal"}))
    return begins_thought(cursor) && !at_word(cursor, "to", 2);
  return begins_thought(cursor) || nearly_begins_thought(cursor);
}

// With the end of its lines.
Change parse_changed_thought(Cursor& cursor) {
  Change change;
  change.op = Change::Op::Thought;
  change.thought = parse_thought(cursor);
  return change;
}

// Whether the change took the end of its lines with it.
bool ends_its_lines(const Change& change) {
  return change.op == Change::Op::Equilibrium || change.op == Change::Op::Thought;
}

Change parse_change(Cursor& cursor) {
  Change change;
  tell_name(cursor, "an actor");
  if (at(cursor, TokenType::Equals, 1)) return parse_parameter_change(cursor);
  if (at_thought(cursor)) return parse_changed_thought(cursor);
  if (take_word_if(cursor, "only")) return parse_only(cursor);
  if (at_word(cursor, "equilibrium")) return parse_named(cursor);
  if (take_word_if(cursor, "without")) {
    change.op = Change::Op::WithoutLayer;
    expect_word(cursor, "layer");
    change.name = expect_string(cursor, "the name of a layer");
  } else if (take_word_if(cursor, "public")) {
    change.op = Change::Op::Public;
    change.ref = expect_ref(cursor, "a move");
  } else if (take_word_if(cursor, "reveal")) {
    change.op = Change::Op::Reveal;
    change.ref = expect_ref(cursor, "what is revealed");
    expect_word(cursor, "to");
    change.to = parse_who(cursor);
  } else {
    return parse_parameter_change(cursor);
  }
  return change;
}

}  // namespace

PayoffStatement parse_payoff(Cursor& cursor) {
  PayoffStatement payoff{expect_name(cursor, "an actor"), {}};
  expect(cursor, TokenType::Colon);
  for (Block block = enter_block(cursor, "the terms of the payoff"); next_row(cursor, block);) {
    payoff.terms.push_back(parse_term(cursor));
    end_line(cursor);
  }
  return payoff;
}

VariantStatement parse_variant(Cursor& cursor) {
  VariantStatement variant{expect_name(cursor, "the name of the variant"), {}};
  expect(cursor, TokenType::Colon);
  for (Block block = enter_block(cursor, "the changes of the variant"); next_row(cursor, block);) {
    const std::size_t begin = cursor.at;
    Change change = parse_change(cursor);
    const bool ended = ends_its_lines(change);
    change.span = ended ? first_line_since(cursor, begin) : span_since(cursor, begin);
    variant.changes.push_back(std::move(change));
    if (!ended) end_line(cursor);
  }
  return variant;
}

}  // namespace demarche
