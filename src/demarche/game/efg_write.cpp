#include "demarche/game/efg.h"
#include "demarche/game/efg_odds.h"
#include "demarche/game/efg_token.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace demarche {

namespace {

// The numbers that the file gives to sets: chance's in order of their odds, so that reading restores the order.
struct Numbers {
  std::vector<std::uint32_t> odds;      // one an OddsId; 0 where no chance node begins
  std::vector<std::uint32_t> infosets;  // one an InfosetId
};

Numbers number_sets(const Game& game) {
  Numbers numbers;
  numbers.odds.assign(game.num_odds, 0);
  for (const Node& node : game.nodes) {
    if (node.kind == NodeKind::Chance) numbers.odds[node.owner] = 1;
  }
  std::uint32_t last = 0;
  for (std::uint32_t& number : numbers.odds) {
    if (number != 0) number = ++last;
  }
  numbers.infosets = game.names.infoset_numbers;
  if (!numbers.infosets.empty()) return numbers;
  std::vector<std::uint32_t> last_of_actor(game.num_actors, 0);
  for (const Infoset& infoset : game.infosets) numbers.infosets.push_back(++last_of_actor[infoset.actor.value]);
  return numbers;
}

struct Writer {
  const Game& game;
  const Stakes& stakes;
  Numbers numbers;
  std::string text;
};

void write_header(Writer& writer) {
  const GameNames& names = writer.game.names;
  fmt::format_to(std::back_inserter(writer.text), "EFG 2 R {} {{", efg_quoted(names.title));
  for (const std::string& actor : names.actors) writer.text += ' ' + efg_quoted(actor);
  fmt::format_to(std::back_inserter(writer.text), " }}\n{}\n\n", efg_quoted(names.comment));
}

void write_chance(Writer& writer, const Node& node) {
  fmt::format_to(std::back_inserter(writer.text), "c \"\" {} \"\" {{", writer.numbers.odds[node.owner]);
  const std::size_t first = node.first_odds().value;
  const std::vector<std::string> odds = decimal_odds({writer.stakes.odds.data() + first, node.num_children});
  for (std::size_t k = 0; k < node.num_children; ++k) {
    fmt::format_to(std::back_inserter(writer.text), " {} {}", efg_quoted(writer.game.names.odds[first + k]), odds[k]);
  }
  writer.text += " } 0\n";
}

// A set that has no label is called by its number; the number alone says that.
std::string label_of(const Writer& writer, InfosetId id) {
  const std::string& name = writer.game.names.infosets[id.value];
  return name == fmt::format("{}", writer.numbers.infosets[id.value]) ? efg_quoted("") : efg_quoted(name);
}

void write_decision(Writer& writer, const Node& node) {
  const Infoset& infoset = writer.game.infosets[node.infoset()];
  fmt::format_to(std::back_inserter(writer.text), "p \"\" {} {} {} {{", infoset.actor.value + 1,
                 writer.numbers.infosets[node.owner], label_of(writer, node.infoset()));
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    writer.text += ' ' + efg_quoted(writer.game.names.actions[infoset.first_action.value + k]);
  }
  writer.text += " } 0\n";
}

// With the digits that a double lacks, where the payoff has some.
std::string payoff_text(const Writer& writer, OutcomeId outcome, ActorId actor) {
  const double whole = payoff(writer.game, writer.stakes, outcome, actor);
  const double rest = remainder_of(writer.game, writer.stakes, outcome, actor);
  if (rest == 0) return fmt::format("{}", whole);
  return fmt::format("{:.19g}", static_cast<long double>(whole) + rest);
}

void write_terminal(Writer& writer, const Node& node) {
  fmt::format_to(std::back_inserter(writer.text), "t \"\" {} {} {{", node.owner + 1,
                 efg_quoted(writer.game.names.outcomes[node.owner]));
  for (std::size_t actor = 0; actor < writer.game.num_actors; ++actor) {
    fmt::format_to(std::back_inserter(writer.text), "{} {}", actor == 0 ? "" : ",",
                   payoff_text(writer, node.outcome(), ActorId{actor}));
  }
  writer.text += " }\n";
}

void write_node(Writer& writer, const Node& node) {
  switch (node.kind) {
    case NodeKind::Chance:
      return write_chance(writer, node);
    case NodeKind::Decision:
      return write_decision(writer, node);
    case NodeKind::Terminal:
      return write_terminal(writer, node);
  }
}

}  // namespace

std::string write_efg(const Game& game, const Stakes& stakes) {
  Writer writer{game, stakes, number_sets(game), {}};
  write_header(writer);
  std::vector<NodeId> to_do{NodeId{0}};
  while (!to_do.empty()) {
    const Node& node = game.nodes[to_do.back()];
    to_do.pop_back();
    write_node(writer, node);
    for (std::size_t k = node.num_children; k > 0; --k) to_do.push_back(child(node, k - 1));
  }
  return std::move(writer.text);
}

}  // namespace demarche
