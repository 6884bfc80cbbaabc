#include "demarche/game/efg_parser.h"

#include <fmt/format.h>

#include <algorithm>

// Outcomes: lists of payoffs, and whether a list says what an earlier one of the same outcome said.
namespace demarche {

namespace {

bool read_payoffs(EfgParser& parser, Span& place) {
  parser.numbers.clear();
  place.begin = parser.token.span.begin;
  advance(parser);
  while (parser.token.kind != EfgTokenKind::Close) {
    double number = 0;
    if (!read_number(parser, "a payoff or `}`", number)) return false;
    parser.numbers.push_back(number);
    skip_comma(parser);
  }
  place.end = parser.token.span.end;
  advance(parser);
  return true;
}

void take_payoffs(EfgParser& parser, EfgOutcome& outcome, Span place) {
  if (parser.numbers.size() != parser.tree.players.size()) {
    contradiction(parser,
                  fmt::format("outcome {}: number of payoffs listed {}, of actors {}", outcome.number,
                              parser.numbers.size(), parser.tree.players.size()),
                  {place, ""}, {{parser.players_place, "the actors"}}, "list one payoff an actor, in this order");
    outcome.defined = true;
    outcome.contradicted = true;
    return;
  }
  if (!outcome.defined) {
    std::vector<double>& payoffs = parser.tree.payoffs;
    outcome.first_payoff = static_cast<std::uint32_t>(payoffs.size());
    payoffs.insert(payoffs.end(), parser.numbers.begin(), parser.numbers.end());
    outcome.place = place;
    outcome.defined = true;
    return;
  }
  const auto first = parser.tree.payoffs.begin() + static_cast<std::ptrdiff_t>(outcome.first_payoff);
  if (outcome.contradicted || std::equal(parser.numbers.begin(), parser.numbers.end(), first)) return;
  outcome.contradicted = true;
  contradiction(parser, fmt::format("outcome {} has two lists of payoffs that differ", outcome.number), {place, ""},
                {{outcome.place, "listed first here"}}, "list the same payoffs, or give one of them another number");
}

void take_null_payoffs(EfgParser& parser, Span place) {
  for (const double number : parser.numbers) {
    if (number == 0) continue;
    contradiction(parser, "outcome 0 means no payoffs, but payoffs are listed", {place, ""}, {},
                  "number outcomes from 1");
    return;
  }
}

}  // namespace

bool read_outcome(EfgParser& parser, std::uint32_t& row) {
  Span place = parser.token.span;
  std::uint32_t number = 0;
  if (!read_index(parser, "the number of an outcome, or 0 for none", number)) return false;
  const auto name = read_name(parser);
  const bool listed = parser.token.kind == EfgTokenKind::Open;
  if (listed && !read_payoffs(parser, place)) return false;
  if (number == 0) {
    if (listed) take_null_payoffs(parser, place);
    return true;
  }
  const auto next = static_cast<std::uint32_t>(parser.tree.outcomes.size());
  row = row_of(parser.outcomes, number, next);
  if (row == next) parser.tree.outcomes.push_back({.number = number, .name = {}, .place = place});
  EfgOutcome& outcome = parser.tree.outcomes[row];
  if (name && outcome.name.empty()) outcome.name = efg_name(parser.text, *name);
  if (listed) take_payoffs(parser, outcome, place);
  return true;
}

}  // namespace demarche
