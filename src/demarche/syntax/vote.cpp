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

void add_voters(VoteStep& vote, Who who) {
  if (!vote.voters) {
    vote.voters = std::move(who);
    return;
  }
  vote.voters->everyone |= who.everyone;
  for (Name& actor : who.actors) vote.voters->actors.push_back(std::move(actor));
}

void parse_vote_row(Cursor& cursor, VoteStep& vote) {
  const std::string word = row_word(cursor, vote_words, "vote", "the rows of a vote are `voters` and `others yes`");
  if (word == "voters") {
    take(cursor);
    add_voters(vote, parse_who(cursor));
  }
  if (word == "others") vote.others.push_back(parse_others(cursor));
  end_line(cursor);
}

}  // namespace

VoteStep parse_vote(Cursor& cursor) {
  VoteStep vote;
  take(cursor);
  vote.name = expect_name(cursor, "a name for the vote");
  vote.condition = parse_if(cursor);
  expect(cursor, TokenType::Colon);
  expect_word(cursor, "passes");
  expect_word(cursor, "with");
  const std::size_t begin = cursor.at;
  vote.passes_with = expect_count(cursor);
  expect_word(cursor, "of");
  vote.num_members = expect_count(cursor);
  vote.numbers_span = span_since(cursor, begin);
  for (Block block = enter_block(cursor, "the voters"); next_row(cursor, block);) parse_vote_row(cursor, vote);
  return vote;
}

}  // namespace demarche
