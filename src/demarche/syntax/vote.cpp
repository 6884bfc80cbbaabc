#include "demarche/syntax/grammar.h"

#include <array>
#include <utility>

namespace demarche {
namespace {

const std::array<std::string, 2> vote_words{"voters", "others"};

VoteStep::Others parse_others(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  VoteStep::Others others;
  take(cursor);
  expect_word(cursor, "yes");
  others.yes = parse_expression(cursor);
  parse_guard(cursor, others);
  others.span = span_since(cursor, begin);
  return others;
}

// Members vote one by one, so that theirs is but one number.
void end_others(Cursor& cursor) {
  if (at(cursor, TokenType::Comma) && !cursor.broken) {
    fail_unexpected(
        cursor,
        "only yes votes of the others count, and nobody among them has a veto: who abstains is one who does "
        "not vote yes, as in `others yes 60%`");
  }
}

VoteStep::Terms parse_terms(Cursor& cursor) {
  VoteStep::Terms terms;
  terms.actor = expect_name(cursor, "an actor or `everyone`");
  const std::size_t begin = cursor.at;
  if (!at(cursor, TokenType::Number)) return terms;
  terms.votes = expect_count(cursor);
  terms.votes_span = span_since(cursor, begin);
  return terms;
}

// `everyone`, or actors, each with the number of its votes where it is not one.
std::vector<VoteStep::Terms> parse_all_terms(Cursor& cursor) {
  if (take_word_if(cursor, "everyone")) return {VoteStep::Terms{}};
  std::vector<VoteStep::Terms> all;
  do {
    all.push_back(parse_terms(cursor));
  } while (take_if(cursor, TokenType::Comma) || (at(cursor, TokenType::Name, 1) && take_word_if(cursor, "and")));
  return all;
}

void parse_voters(Cursor& cursor, VoteStep& vote) {
  const std::size_t begin = cursor.at;
  std::vector<VoteStep::Terms> row = parse_all_terms(cursor);
  if (!vote.voters) {
    vote.voters.emplace();
    vote.voters->span = span_since(cursor, begin);
  }
  const bool may_abstain = take_word_if(cursor, "may");
  if (may_abstain) expect_word(cursor, "abstain");
  for (VoteStep::Terms& terms : row) {
    terms.may_abstain = may_abstain;
    vote.voters->everyone |= !terms.actor;
    if (terms.actor) vote.voters->actors.push_back(*terms.actor);
    vote.terms.push_back(std::move(terms));
  }
}

void parse_vote_row(Cursor& cursor, VoteStep& vote) {
  const std::string word = row_word(cursor, vote_words, "vote", "the rows of a vote are `voters` and `others yes`");
  if (word == "voters") {
    take(cursor);
    parse_voters(cursor, vote);
  }
  if (word == "others") {
    vote.others.push_back(parse_others(cursor));
    end_others(cursor);
  }
  end_line(cursor);
}

// [ "seen" "by" who ] [ "in" "secret" ]
void parse_sight(Cursor& cursor, VoteStep& vote) {
  if (take_word_if(cursor, "seen")) {
    expect_word(cursor, "by");
    vote.seen_by = parse_who(cursor);
  }
  vote.in_secret = take_word_if(cursor, "in");
  if (vote.in_secret) expect_word(cursor, "secret");
}

// [ "," "veto" who ]
void parse_veto(Cursor& cursor, VoteStep& vote) {
  if (!take_if(cursor, TokenType::Comma)) return;
  expect_word(cursor, "veto");
  vote.veto = parse_who(cursor);
}

}  // namespace

VoteStep parse_vote(Cursor& cursor) {
  VoteStep vote;
  take(cursor);
  vote.name = expect_name(cursor, "a name for the vote");
  vote.condition = parse_if(cursor);
  parse_sight(cursor, vote);
  expect(cursor, TokenType::Colon);
  expect_word(cursor, "passes");
  expect_word(cursor, "with");
  const std::size_t begin = cursor.at;
  vote.passes_with = expect_count(cursor);
  expect_word(cursor, "of");
  vote.num_members = expect_count(cursor);
  vote.numbers_span = span_since(cursor, begin);
  parse_veto(cursor, vote);
  for (Block block = enter_block(cursor, "the voters"); next_row(cursor, block);) parse_vote_row(cursor, vote);
  return vote;
}

}  // namespace demarche
