#include "demarche/syntax/grammar.h"

#include <array>
#include <cstdlib>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr std::size_t most_operations = 1000;  // in one line
constexpr std::size_t most_parens = 100;       // inside each other

bool may_nest(Cursor& cursor, std::size_t num_parens) {
  ++cursor.num_operations;
  if (cursor.broken || (cursor.num_operations <= most_operations && num_parens <= most_parens)) return !cursor.broken;
  const bool deep = num_parens > most_parens;
  fail(cursor, {Kind::E022,
                deep ? "more than 100 brackets and signs inside each other" : "more than 1000 operations in one line",
                {peek(cursor).span, ""},
                {},
                "break it up, for instance into several terms"});
  return false;
}

Expr missing(const Cursor& cursor) {
  Expr expr;
  expr.span = peek(cursor).span;
  return expr;
}

// The literal has digits, perhaps a point and perhaps a percent sign; the lexer saw to that.
Expr parse_number(Cursor& cursor) {
  const Token token = take(cursor);
  Expr expr;
  expr.op = Expr::Op::Number;
  expr.literal = text_of(cursor, token);
  expr.number = std::strtod(expr.literal.c_str(), nullptr);
  if (expr.literal.ends_with('%')) expr.number /= 100;
  expr.span = token.span;
  return expr;
}

std::optional<Expr::Op> function_at(const Cursor& cursor) {
  if (!at(cursor, TokenType::OpenParen, 1)) return std::nullopt;
  if (at_word(cursor, "min")) return Expr::Op::Min;
  if (at_word(cursor, "max")) return Expr::Op::Max;
  if (at_word(cursor, "exp")) return Expr::Op::Exp;
  return std::nullopt;
}

Expr parse_nested(Cursor& cursor);

Expr parse_call(Cursor& cursor, Expr::Op function) {
  const std::size_t begin = cursor.at;
  take(cursor);
  take(cursor);
  Expr expr;
  expr.op = function;
  do {
    expr.args.push_back(parse_nested(cursor));
  } while (take_if(cursor, TokenType::Comma));
  expect(cursor, TokenType::CloseParen);
  expr.span = span_since(cursor, begin);
  return expr;
}

// Another function, or a product without its sign.
std::vector<Fix> fixes_of_function(const Cursor& cursor, const Token& name) {
  const std::array<std::string, 3> functions{"min", "max", "exp"};
  const Guess guess = guess_of(text_of(cursor, name), functions);
  if (!guess.name.empty()) return {possible_fix(name.span, guess.name)};
  return {possible_fix({name.span.end, peek(cursor, 1).span.begin}, " * ")};
}

Expr unknown_function(Cursor& cursor) {
  Expr expr = missing(cursor);
  const Token& name = peek(cursor);
  fail(cursor, {Kind::E005,
                fmt::format("no function called {}", named(cursor, name)),
                {name.span, ""},
                {},
                "there are `min`, `max` and `exp`; a product has a sign, `x * (...)`",
                fixes_of_function(cursor, name)});
  return expr;
}

// `payoff of Israel`, or what was meant to be.
bool at_payoff_of(const Cursor& cursor) {
  if (!at(cursor, TokenType::Name)) return false;
  const bool is_meant = finds_word(cursor, {"payoff"}) ? at_word(cursor, "of", 1) : finds_word(cursor, {"of"}, 1);
  if (!is_meant || !at(cursor, TokenType::Name, 2)) return false;
  const std::array<std::string, 1> word{"payoff"};
  return !guess_of(text_of(cursor, peek(cursor)), word).name.empty();
}

Expr parse_payoff_of(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Expr expr;
  expr.op = Expr::Op::PayoffOf;
  expect_word(cursor, "payoff");
  expect_word(cursor, "of");
  expr.ref.first = expect_name(cursor, "an actor");
  expr.ref.span = expr.ref.first.span;
  expr.span = span_since(cursor, begin);
  return expr;
}

Expr parse_factor(Cursor& cursor);

// `.5`
std::vector<Fix> with_zero(const Cursor& cursor) {
  const Span point = peek(cursor).span;
  const bool before_digits = at(cursor, TokenType::Number, 1) && peek(cursor, 1).span.begin == point.end;
  if (!before_digits) return {};
  return {certain_fix({point.begin, point.begin}, "0")};
}

Expr parse_negation(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  if (cursor.tokens[begin].mark == Mark::None) mark(cursor, Mark::Unary);
  take(cursor);
  Expr expr;
  expr.op = Expr::Op::Negate;
  ++cursor.num_parens;
  const bool allowed = may_nest(cursor, cursor.num_parens);
  expr.args.push_back(allowed ? parse_factor(cursor) : missing(cursor));
  --cursor.num_parens;
  expr.span = span_since(cursor, begin);
  return expr;
}

Expr parse_factor(Cursor& cursor) {
  if (cursor.broken) return missing(cursor);
  if (at(cursor, TokenType::Number)) return parse_number(cursor);
  if (at(cursor, TokenType::Minus)) return parse_negation(cursor);
  const std::size_t begin = cursor.at;
  if (take_if(cursor, TokenType::OpenParen)) {
    Expr inner = parse_nested(cursor);
    expect(cursor, TokenType::CloseParen);
    inner.span = span_since(cursor, begin);
    return inner;
  }
  if (const auto function = function_at(cursor)) return parse_call(cursor, *function);
  if (at(cursor, TokenType::Name) && at(cursor, TokenType::OpenParen, 1)) return unknown_function(cursor);
  if (at_payoff_of(cursor)) return parse_payoff_of(cursor);
  if (at_own_precision(cursor)) {
    Expr expr;
    expr.op = Expr::Op::Ref;
    expr.ref.first = expect_parameter(cursor, "a name");
    expr.ref.span = expr.span = expr.ref.first.span;
    return expr;
  }
  if (at(cursor, TokenType::Name)) {
    Expr expr;
    expr.op = Expr::Op::Ref;
    expr.ref = expect_ref(cursor, "a name");
    expr.span = expr.ref.span;
    return expr;
  }
  Expr expr = missing(cursor);
  const bool bare_point = at(cursor, TokenType::Dot);
  fail_expected(cursor, "a number or a name", bare_point ? "write the zero before the point, as in `0.5`" : "",
                bare_point ? with_zero(cursor) : std::vector<Fix>());
  return expr;
}

Expr joined(Expr::Op op, Expr left, Expr right) {
  Expr expr;
  expr.op = op;
  expr.span = {left.span.begin, right.span.end};
  expr.args.push_back(std::move(left));
  expr.args.push_back(std::move(right));
  return expr;
}

Expr parse_product(Cursor& cursor) {
  Expr left = parse_factor(cursor);
  while (!cursor.broken && (at(cursor, TokenType::Star) || at(cursor, TokenType::Slash))) {
    if (!may_nest(cursor, 0)) return left;
    const Expr::Op op = take(cursor).type == TokenType::Star ? Expr::Op::Multiply : Expr::Op::Divide;
    left = joined(op, std::move(left), parse_factor(cursor));
  }
  return left;
}

Expr parse_sum(Cursor& cursor) {
  Expr left = parse_product(cursor);
  while (!cursor.broken && (at(cursor, TokenType::Plus) || at(cursor, TokenType::Minus))) {
    if (!may_nest(cursor, 0)) return left;
    mark(cursor, Mark::Adds);
    const Expr::Op op = take(cursor).type == TokenType::Plus ? Expr::Op::Add : Expr::Op::Subtract;
    left = joined(op, std::move(left), parse_product(cursor));
  }
  return left;
}

Expr parse_nested(Cursor& cursor) {
  ++cursor.num_parens;
  Expr expr = may_nest(cursor, cursor.num_parens) ? parse_sum(cursor) : missing(cursor);
  --cursor.num_parens;
  return expr;
}

}  // namespace

Expr parse_expression(Cursor& cursor) { return parse_sum(cursor); }

}  // namespace demarche
