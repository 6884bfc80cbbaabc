#include "demarche/syntax/grammar.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace demarche {
namespace {

const std::array<std::string, 4> raid_words{"salvo", "layer", "regime", "impact"};
const std::array<std::string, 4> modifiers{"cap", "magazine", "shots", "spread"};

Salvo::Item parse_salvo_item(Cursor& cursor) {
  Expr count = parse_expression(cursor);
  Salvo::Item item{std::move(count), expect_name(cursor, "a kind of weapon"), std::nullopt};
  if (!take_word_if(cursor, "of")) return item;
  expect_word(cursor, "which");
  item.arrive = parse_expression(cursor);
  expect_word(cursor, "arrive");
  return item;
}

Salvo parse_salvo(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Salvo salvo;
  take(cursor);
  do {
    salvo.items.push_back(parse_salvo_item(cursor));
  } while (take_if(cursor, TokenType::Comma));
  if (at_word(cursor, "if")) mark(cursor, Mark::Guard);
  salvo.condition = parse_if(cursor);
  salvo.span = span_since(cursor, begin);
  return salvo;
}

// Where the number after this word goes; nullptr where the word is none of a layer's.
std::optional<Expr>* modifier_called(Layer::Item& item, std::string_view word) {
  if (word == "cap") return &item.cap;
  if (word == "magazine") return &item.magazine;
  if (word == "shots") return &item.shots;
  return word == "spread" ? &item.spread : nullptr;
}

void parse_modifiers(Cursor& cursor, Layer::Item& item) {
  while (at(cursor, TokenType::Name) && !at_word(cursor, "if")) {
    tell(cursor, modifiers);
    std::optional<Expr>* number = modifier_called(item, text_of(cursor, peek(cursor)));
    if (number == nullptr) {
      fail_unexpected(cursor, "after the probability come `cap`, `magazine`, `shots` and `spread`, each with a number",
                      fixes_by(guess_of(text_of(cursor, peek(cursor)), modifiers), peek(cursor).span));
      return;
    }
    const std::uint32_t before = last_taken(cursor).span.end;
    const Token word = take(cursor);
    const std::optional<Expr> first = std::exchange(*number, parse_expression(cursor));
    if (first) {
      keep(cursor.diagnostics, {Kind::E021,
                                fmt::format("{} is given twice", named(cursor, word)),
                                {word.span, "again here"},
                                {{first->span, "first here"}},
                                "remove one of them",
                                {possible_fix({before, (*number)->span.end}, "")}});
    }
  }
}

Layer::Item parse_layer_item(Cursor& cursor) {
  Layer::Item item{expect_name(cursor, "a kind of weapon"), {}, {}, {}, {}, {}};
  if (at_word(cursor, "as") && at_word(cursor, "in", 1)) {
    take(cursor);
    take(cursor);
    item.as_in = expect_string(cursor, "the name of the layer that does the same");
  } else {
    item.stops = parse_expression(cursor);
  }
  parse_modifiers(cursor, item);
  return item;
}

Layer::Magazine parse_shared_magazine(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Layer::Magazine magazine;
  expect_word(cursor, "magazine");
  magazine.shots = parse_expression(cursor);
  expect_word(cursor, "for");
  do {
    magazine.weapons.push_back(expect_name(cursor, "a kind of weapon"));
  } while (take_word_if(cursor, "then"));
  magazine.span = span_since(cursor, begin);
  return magazine;
}

// What stands between the layer's name and the colon.
void parse_layer_head(Cursor& cursor, Layer& layer) {
  if (take_word_if(cursor, "by")) layer.owner = expect_name(cursor, "an actor or a partner");
  if (take_word_if(cursor, "looks")) layer.looks_twice = expect_word(cursor, "twice");
  if (take_word_if(cursor, "with")) layer.shared = parse_shared_magazine(cursor);
  layer.presence = parse_if(cursor);
}

Layer parse_layer(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  Layer layer;
  take(cursor);
  layer.name = expect_string(cursor, "the name of the layer");
  parse_layer_head(cursor, layer);
  expect(cursor, TokenType::Colon);
  mark(cursor, Mark::AfterColon);
  do {
    layer.items.push_back(parse_layer_item(cursor));
  } while (take_if(cursor, TokenType::Comma));
  if (at_word(cursor, "if")) mark(cursor, Mark::Guard);
  layer.condition = parse_if(cursor);
  layer.span = span_since(cursor, begin);
  return layer;
}

RegimeSyntax parse_regime(Cursor& cursor) {
  const std::size_t begin = cursor.at;
  RegimeSyntax regime;
  take(cursor);
  regime.name = expect_name(cursor, "a name for the regime");
  regime.weight = parse_expression(cursor);
  expect(cursor, TokenType::Colon);
  mark(cursor, Mark::AfterColon);
  do {
    Name layer = expect_string(cursor, "the name of a layer");
    regime.factors.push_back({std::move(layer), parse_expression(cursor)});
  } while (take_if(cursor, TokenType::Comma));
  regime.span = span_since(cursor, begin);
  return regime;
}

Impact::Level parse_level(Cursor& cursor, const Ref& scale) {
  Impact::Level level{expect_value(cursor, "a level", scale), std::nullopt};
  if (take_word_if(cursor, "above")) return level;
  if (!take_word_if(cursor, "up")) {
    fail_expected(cursor, "`up to` or `above`");
    return level;
  }
  expect_word(cursor, "to");
  level.up_to = parse_expression(cursor);
  return level;
}

Impact parse_impact(Cursor& cursor, const Ref& scale) {
  const std::size_t begin = cursor.at;
  Impact impact;
  take(cursor);
  do {
    impact.levels.push_back(parse_level(cursor, scale));
  } while (take_if(cursor, TokenType::Comma));
  impact.span = span_since(cursor, begin);
  return impact;
}

void parse_raid_row(Cursor& cursor, RaidStep& raid) {
  const std::string word =
      row_word(cursor, raid_words, "raid", "the rows of a raid are `salvo`, `layer`, `regime` and `impact`");
  if (word == "salvo") raid.salvos.push_back(parse_salvo(cursor));
  if (word == "layer") raid.layers.push_back(parse_layer(cursor));
  if (word == "regime") raid.regimes.push_back(parse_regime(cursor));
  if (word == "impact") raid.impacts.push_back(parse_impact(cursor, plain_ref(raid.name)));
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

}  // namespace demarche
