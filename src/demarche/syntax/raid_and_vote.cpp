#include "demarche/syntax/grammar.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

const std::array<std::string, 3> raid_words{"salvo", "layer", "impact"};
const std::array<std::string, 2> vote_words{"voters", "others"};

Salvo parse_salvo(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Salvo salvo;
  take(cursor);
  do {
    Expr count = parse_expression(cursor);
    salvo.items.push_back({std::move(count), expect_name(cursor, "a kind of weapon")});
  } while (take_if(cursor, TokenType::Comma));
  if (at_word(cursor, "if")) mark(cursor, Mark::Guard);
  salvo.condition = parse_if(cursor);
  salvo.span = span_since(cursor, begin);
  return salvo;
}

Layer parse_layer(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Layer layer;
  take(cursor);
  layer.name = expect_string(cursor, "the name of the layer");
  expect(cursor, TokenType::Colon);
  mark(cursor, Mark::AfterColon);
  do {
    Name weapon = expect_name(cursor, "a kind of weapon");
    layer.items.push_back({std::move(weapon), parse_expression(cursor)});
  } while (take_if(cursor, TokenType::Comma));
  if (at_word(cursor, "if")) mark(cursor, Mark::Guard);
  layer.condition = parse_if(cursor);
  layer.span = span_since(cursor, begin);
  return layer;
}

Impact::Level parse_level(Cursor& cursor) {
  Impact::Level level{expect_name(cursor, "a level"), std::nullopt};
  if (take_word_if(cursor, "above")) return level;
  if (!take_word_if(cursor, "up")) {
    fail_expected(cursor, "`up to` or `above`");
    return level;
  }
  expect_word(cursor, "to");
  level.up_to = parse_expression(cursor);
  return level;
}

Impact parse_impact(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Impact impact;
  take(cursor);
  do {
    impact.levels.push_back(parse_level(cursor));
  } while (take_if(cursor, TokenType::Comma));
  impact.span = span_since(cursor, begin);
  return impact;
}

// The first word of a row, or the one that was meant by it; empty, and the line broken, where no word comes near.
std::string row_word(Cursor& cursor, std::span<const std::string> words, std::string_view block,
                     std::string_view help) {
  const Token& token = peek(cursor);
  if (token.type != TokenType::Name) {
    fail_expected(cursor, fmt::format("a row of the {}", block), std::string{help});
    return {};
  }
  for (const std::string& word : words) {
    if (text_of(cursor, token) == word) return word;
  }
  std::string guess = best_guess(text_of(cursor, token), words);
  Diagnostic diagnostic{Kind::E004,
                        fmt::format("{} does not start a row of a {}", named(cursor, token), block),
                        {token.span, ""},
                        {},
                        guess.empty() ? std::string{help} : fmt::format("did you mean `{}`?", guess)};
  if (guess.empty()) {
    fail(cursor, std::move(diagnostic));
  } else {
    keep(cursor.diagnostics, std::move(diagnostic));
  }
  return guess;
}

void parse_raid_row(Cursor& cursor, RaidStep& raid) {
  const std::string word = row_word(cursor, raid_words, "raid", "the rows of a raid are `salvo`, `layer` and `impact`");
  if (word == "salvo") raid.salvos.push_back(parse_salvo(cursor));
  if (word == "layer") raid.layers.push_back(parse_layer(cursor));
  if (word == "impact") raid.impacts.push_back(parse_impact(cursor));
  end_line(cursor);
}

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

RaidStep parse_raid(Cursor& cursor) {
  RaidStep raid;
  take(cursor);
  raid.name = expect_name(cursor, "a scale for the damage");
  raid.condition = parse_if(cursor);
  expect(cursor, TokenType::Colon);
  for (Block block = enter_block(cursor, "the rows of the raid"); next_row(cursor, block);)
    parse_raid_row(cursor, raid);
  return raid;
}

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
