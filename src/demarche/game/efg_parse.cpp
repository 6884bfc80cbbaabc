#include "demarche/game/efg_parser.h"

#include <fmt/format.h>

// The file as a whole: its header, then its nodes depth first.
namespace demarche {

namespace {

constexpr std::size_t max_diagnostics = 100;

constexpr std::string_view header_help = "a file begins: EFG 2 R \"title\" { \"actor\" \"actor\" }";
constexpr std::string_view chance_help = "a chance node is written: c \"\" 1 \"\" { \"move\" 1/2 \"move\" 1/2 } 0";
constexpr std::string_view personal_help =
    "a decision is written: p \"\" actor set \"label\" { \"move\" \"move\" } 0, actor and set being numbers";
constexpr std::string_view terminal_help = "a terminal node is written: t \"\" 1 \"outcome\" { payoff, payoff }";

bool at_node(const EfgParser& parser) { return at_word(parser, "c") || at_word(parser, "p") || at_word(parser, "t"); }

bool read_player(EfgParser& parser, std::uint32_t& player) {
  const Span place = parser.token.span;
  if (!read_index(parser, "the number of an actor", player)) return false;
  const std::size_t num_players = parser.tree.players.size();
  if (player >= 1 && player <= num_players) return true;
  contradiction(parser, fmt::format("there is no actor {}; the file names {}", player, num_players), {place, ""},
                {{parser.players_place, "the actors"}}, "add the actor to the list, or use the number of another");
  return false;
}

void link(EfgParser& parser, EfgNode node) {
  if (parser.lost) return;
  const auto row = static_cast<std::uint32_t>(parser.tree.nodes.size());
  if (!parser.open.empty()) {
    node.parent = parser.open.back().node;
    if (--parser.open.back().num_missing == 0) parser.open.pop_back();
  }
  if (node.set != no_row) parser.open.push_back({row, parser.tree.sets[node.set].moves.size()});
  parser.tree.nodes.push_back(node);
}

bool read_terminal(EfgParser& parser, EfgNode& node) {
  parser.help = terminal_help;
  advance(parser);
  read_name(parser);
  node.place.end = parser.token.span.end;
  return read_outcome(parser, node.outcome);
}

bool read_inner(EfgParser& parser, EfgNode& node, bool (*read_owner)(EfgParser&, std::uint32_t&)) {
  advance(parser);
  read_name(parser);
  std::uint32_t player = 0;
  std::uint32_t number = 0;
  if (!read_owner(parser, player)) return false;
  node.place.end = parser.token.span.end;
  if (!read_index(parser, "the number of an information set", number)) return false;
  return read_set(parser, player, number, node.place, node.set) && read_outcome(parser, node.outcome);
}

bool chance_owns(EfgParser&, std::uint32_t& player) {
  player = 0;
  return true;
}

bool read_node(EfgParser& parser, EfgNode& node) {
  node.place = parser.token.span;
  if (at_word(parser, "t")) return read_terminal(parser, node);
  if (at_word(parser, "c")) {
    parser.help = chance_help;
    return read_inner(parser, node, chance_owns);
  }
  if (at_word(parser, "p")) {
    parser.help = personal_help;
    return read_inner(parser, node, read_player);
  }
  parser.help = "nodes follow one another depth first, each begun by one of these letters";
  return expected(parser, "a node: `c` (chance), `p` (an actor's move) or `t` (terminal)");
}

void reject_rest(EfgParser& parser) {
  contradiction(parser, "the tree is complete, but more follows", {parser.token.span, "not part of the tree"},
                {{parser.tree.nodes.back().place, "the last node"}},
                at_node(parser) ? "nodes are listed depth first: look for a node above that has too few moves"
                                : "remove what follows");
}

void read_nodes(EfgParser& parser) {
  while (parser.diagnostics.size() < max_diagnostics) {
    const bool complete = !parser.lost && !parser.tree.nodes.empty() && parser.open.empty();
    if (complete && parser.token.kind == EfgTokenKind::End) return;
    if (complete) return reject_rest(parser);
    if (parser.token.kind == EfgTokenKind::End && !(parser.tree.nodes.empty() && !parser.lost)) return;
    const std::uint32_t start = parser.token.span.begin;
    EfgNode node;
    if (read_node(parser, node)) {
      link(parser, node);
      continue;
    }
    parser.lost = true;
    if (parser.token.span.begin == start) advance(parser);
    while (!at_node(parser) && parser.token.kind != EfgTokenKind::End) advance(parser);
  }
}

// -- the file ---------------------------------------------------------------------------------------------------------

bool read_header(EfgParser& parser) {
  parser.help = header_help;
  if (!at_word(parser, "EFG")) {
    const bool small = at_word(parser, "efg");
    return expected(parser, small ? "`EFG` in capitals" : "`EFG`, which begins an extensive-form file");
  }
  advance(parser);
  if (!at_word(parser, "2")) return expected(parser, "format version `2`");
  advance(parser);
  if (!at_word(parser, "R") && !at_word(parser, "D")) return expected(parser, "`R` or `D`, the kind of numbers");
  advance(parser);
  const auto title = read_name(parser);
  if (!title) return expected(parser, "the game's title in quotes");
  parser.tree.title = efg_name(parser.text, *title);
  if (!read_efg_players(parser)) return false;
  if (const auto comment = read_name(parser)) parser.tree.comment = efg_name(parser.text, *comment);
  parser.long_name = std::nullopt;
  return true;
}

// What can be judged only once all is read.
void check_end(EfgParser& parser) {
  if (parser.lost || parser.diagnostics.size() >= max_diagnostics) return;
  if (!parser.open.empty()) {
    std::size_t num_missing = 0;
    for (const EfgOpenNode& node : parser.open) num_missing += node.num_missing;
    const EfgNode& last = parser.tree.nodes[parser.open.back().node];
    contradiction(parser,
                  fmt::format("the file ends before the tree does: {} must follow",
                              num_missing == 1 ? "1 node" : fmt::format("{} nodes", num_missing)),
                  {parser.token.span, "the file ends here"}, {{last.place, "a move of this node leads nowhere"}},
                  "every move of every node needs a node of its own, listed depth first");
  }
  for (const EfgOutcome& outcome : parser.tree.outcomes) {
    if (outcome.defined || parser.diagnostics.size() >= max_diagnostics) continue;
    contradiction(parser, fmt::format("outcome {} has no payoffs", outcome.number), {outcome.place, ""}, {},
                  fmt::format("list them once, as in {} \"name\" {{ 1, -1 }}", outcome.number));
  }
}

}  // namespace

bool read_efg_players(EfgParser& parser) {
  if (parser.token.kind != EfgTokenKind::Open) return expected(parser, "`{` and the actors' names");
  parser.players_place.begin = parser.token.span.begin;
  advance(parser);
  while (const auto name = read_name(parser)) {
    parser.tree.players.push_back(efg_name(parser.text, *name));
    skip_comma(parser);
  }
  if (parser.token.kind != EfgTokenKind::Close) return expected(parser, "the name of an actor in quotes, or `}`");
  parser.players_place.end = parser.token.span.end;
  advance(parser);
  return true;
}

EfgTree parse_efg(const Source& source, Diagnostics& diagnostics) {
  EfgParser parser;
  parser.text = source.text;
  const bool marked = parser.text.starts_with("\xEF\xBB\xBF");  // some editors begin a file so
  parser.token = efg_token(parser.text, marked ? 3 : 0);
  if (read_header(parser)) {
    read_nodes(parser);
    check_end(parser);
  }
  diagnostics = std::move(parser.diagnostics);
  return std::move(parser.tree);
}

}  // namespace demarche
