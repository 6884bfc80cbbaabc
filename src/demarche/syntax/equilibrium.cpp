#include "demarche/syntax/grammar.h"

#include <utility>

namespace demarche {
namespace {

void parse_comparison_of(Cursor& cursor, ClaimSyntax& claim) {
  claim.quantity = parse_quantity(cursor);
  const auto comparison = take_comparison(cursor);
  if (!comparison) {
    return fail_expected(cursor, "`<`, `<=`, `=`, `>=` or `>`",
                         "say what the number is like there: `equilibrium where P(A.move is value) < 10%`");
  }
  claim.comparison = *comparison;
  claim.bound = parse_expression(cursor);
}

ClaimSyntax parse_part(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  ClaimSyntax claim;
  if (at_quantity(cursor)) {
    parse_comparison_of(cursor, claim);
  } else {
    claim.event = parse_condition(cursor);
  }
  claim.span = span_since(cursor, begin);
  return claim;
}

// Parts that are joined by `and` share the `if` behind them, which is marked as a guard where claims stand in rows.
void parse_claim(Cursor& cursor, Mark guard, std::vector<ClaimSyntax>& claims) {
  const std::size_t first = claims.size();
  claims.push_back(parse_part(cursor));
  while (!cursor.broken && at_word(cursor, "and")) {
    mark(cursor, Mark::Joins);
    take(cursor);
    claims.push_back(parse_part(cursor));
  }
  if (at_word(cursor, "if")) mark(cursor, guard);
  const std::optional<Cond> condition = parse_if(cursor);
  for (std::size_t row = first; row < claims.size(); ++row) claims[row].condition = condition;
  if (!cursor.broken && at_word(cursor, "if")) {
    fail_unexpected(cursor,
                    "a claim has one `if`, which goes as far as its line: write each on a line of its own below "
                    "`equilibrium where:`, or a comma between them");
  }
}

void parse_claims(Cursor& cursor, Mark guard, std::vector<ClaimSyntax>& claims) {
  do {
    parse_claim(cursor, guard, claims);
  } while (take_if(cursor, TokenType::Comma));
  end_line(cursor);
}

}  // namespace

EquilibriumStatement parse_equilibrium(Cursor& cursor, std::size_t begin) {
  EquilibriumStatement equilibrium;
  expect_word(cursor, "where");
  cursor.in_claim = true;
  if (!take_if(cursor, TokenType::Colon)) {
    parse_claims(cursor, Mark::None, equilibrium.claims);
  } else {
    for (Block block = enter_block(cursor, "what happens in the equilibrium"); next_row(cursor, block);)
      parse_claims(cursor, Mark::Guard, equilibrium.claims);
  }
  cursor.in_claim = false;
  equilibrium.span = first_line_since(cursor, begin);
  return equilibrium;
}

}  // namespace demarche
