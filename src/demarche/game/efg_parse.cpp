#include "demarche/game/efg_token.h"
#include "demarche/game/efg_tree.h"

#include <fmt/format.h>

#include <cmath>
#include <unordered_map>

namespace demarche {

namespace {

constexpr std::size_t max_diagnostics = 100;
constexpr std::size_t max_moves = 65'535;  // Node::num_children
constexpr double odds_tolerance = 1e-8;    // decimals cannot say 1/3

constexpr std::string_view header_help = "a file begins: EFG 2 R \"title\" { \"actor\" \"actor\" }";
constexpr std::string_view chance_help = "a chance node is written: c \"\" 1 \"\" { \"move\" 1/2 \"move\" 1/2 } 0";
constexpr std::string_view personal_help =
    "a decision is written: p \"\" actor set \"label\" { \"move\" \"move\" } 0, actor and set being numbers";
constexpr std::string_view terminal_help = "a terminal node is written: t \"\" 1 \"outcome\" { payoff, payoff }";

// File numbers are anybody's; mixing keeps a table of them linear whatever they are.
struct Mix {
  std::size_t operator()(std::uint64_t key) const {
    key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9u;
    key = (key ^ (key >> 27)) * 0x94d049bb133111ebu;
    return static_cast<std::size_t>(key ^ (key >> 31));
  }
};

struct OpenNode {
  std::uint32_t node = 0;
  std::size_t num_missing = 0;  // moves whose node has not come yet
};

struct Parser {
  std::string_view text;
  EfgToken token;
  EfgTree tree;
  Diagnostics diagnostics;
  std::unordered_map<std::uint64_t, std::uint32_t, Mix> sets;      // player and number -> row
  std::unordered_map<std::uint64_t, std::uint32_t, Mix> outcomes;  // number -> row
  std::vector<OpenNode> open;                                      // from the root down
  Span players_place;
  bool lost = false;              // how many nodes must follow is no longer known
  bool cut = false;               // the rest of the text is inside a name that never closes
  std::optional<Span> long_name;  // the last name, where it holds a line end: its closing quote may be missing
  std::string_view help;          // how what is being read is written
  std::vector<EfgToken> names;    // of the list being read
  std::vector<double> numbers;
};

std::string_view word(const Parser& parser) {
  return parser.text.substr(parser.token.span.begin, parser.token.span.end - parser.token.span.begin);
}

bool at_word(const Parser& parser, std::string_view text) {
  return parser.token.kind == EfgTokenKind::Word && word(parser) == text;
}

bool at_node(const Parser& parser) { return at_word(parser, "c") || at_word(parser, "p") || at_word(parser, "t"); }

std::string found(const Parser& parser) {
  switch (parser.token.kind) {
    case EfgTokenKind::Name:
      return "a quoted name";
    case EfgTokenKind::UnclosedName:
      return "a name whose closing quote is missing";
    case EfgTokenKind::Open:
      return "`{`";
    case EfgTokenKind::Close:
      return "`}`";
    case EfgTokenKind::Comma:
      return "`,`";
    case EfgTokenKind::End:
      return "the end of the file";
    case EfgTokenKind::Word:
      break;
  }
  const std::string_view seen = word(parser);
  for (const char c : seen) {
    if (c < ' ' || c > '~' || seen.size() > 40) return "other text";
  }
  return fmt::format("`{}`", seen);
}

// E101 at the current token. Always false, so that readers can return it.
bool expected(Parser& parser, std::string_view what) {
  if (parser.cut) return false;
  parser.diagnostics.push_back({.kind = Kind::E101,
                                .message = fmt::format("expected {}, found {}", what, found(parser)),
                                .primary = {parser.token.span, ""},
                                .others = {},
                                .help = std::string(parser.help)});
  if (parser.long_name) {
    parser.diagnostics.back().others.push_back({*parser.long_name, "this name runs over the end of its line"});
  }
  return false;
}

// To the next token. A name that never closes ends the reading, and only that is said.
void advance(Parser& parser) {
  parser.token = efg_token(parser.text, parser.token.span.end);
  if (parser.token.kind != EfgTokenKind::UnclosedName) return;
  const std::uint32_t quote = parser.token.span.begin;
  parser.diagnostics.push_back({.kind = Kind::E101,
                                .message = "the closing quote of a name is missing",
                                .primary = {{quote, quote + 1}, "the name begins here, or ends one that is not closed"},
                                .others = {},
                                .help = "close the name with `\"`; a quote inside a name is written \\\""});
  parser.token.kind = EfgTokenKind::End;
  parser.token.span.begin = parser.token.span.end;
  parser.lost = true;
  parser.cut = true;
}

void contradiction(Parser& parser, std::string message, Label here, std::vector<Label> others, std::string help) {
  parser.diagnostics.push_back({Kind::E102, std::move(message), std::move(here), std::move(others), std::move(help)});
}

bool read_index(Parser& parser, std::string_view what, std::uint32_t& index) {
  if (parser.token.kind != EfgTokenKind::Word) return expected(parser, what);
  const auto value = efg_index(word(parser));
  if (!value) return expected(parser, what);
  index = *value;
  advance(parser);
  return true;
}

bool read_number(Parser& parser, std::string_view what, double& number) {
  if (parser.token.kind != EfgTokenKind::Word) return expected(parser, what);
  const auto value = efg_number(word(parser));
  if (!value) return expected(parser, what);
  number = *value;
  advance(parser);
  return true;
}

void skip_comma(Parser& parser) {
  if (parser.token.kind == EfgTokenKind::Comma) advance(parser);
}

// The optional name that begins many things. An empty optional where there is none.
std::optional<EfgToken> read_name(Parser& parser) {
  if (parser.token.kind != EfgTokenKind::Name) return std::nullopt;
  const EfgToken name = parser.token;
  const std::size_t line_end = word(parser).find('\n');
  parser.long_name = std::nullopt;
  if (line_end != std::string_view::npos) {
    const auto length = static_cast<std::uint32_t>(line_end);
    parser.long_name = Span{name.span.begin, name.span.begin + length};
  }
  advance(parser);
  return name;
}

// -- lists ------------------------------------------------------------------------------------------------------------

bool read_move(Parser& parser, std::uint32_t player) {
  const auto name = read_name(parser);
  if (!name) return expected(parser, parser.names.empty() ? "a move's name in quotes" : "a move's name, or `}`");
  parser.names.push_back(*name);
  if (player == 0) {
    const EfgToken at = parser.token;
    double odds = 0;
    if (!read_number(parser, "the probability of this move", odds)) return false;
    if (odds < 0) {
      parser.token = at;
      return expected(parser, "a probability from 0 to 1");
    }
    parser.numbers.push_back(odds);
  }
  skip_comma(parser);
  return true;
}

// { "move" "move" }, or with probabilities where chance moves. `place` becomes the whole list.
bool read_moves(Parser& parser, std::uint32_t player, Span& place) {
  parser.names.clear();
  parser.numbers.clear();
  place.begin = parser.token.span.begin;
  advance(parser);
  do {
    if (parser.names.size() == max_moves) return expected(parser, "at most 65535 moves in one list");
    if (!read_move(parser, player)) return false;
  } while (parser.token.kind != EfgTokenKind::Close);
  place.end = parser.token.span.end;
  advance(parser);
  return true;
}

bool read_payoffs(Parser& parser, Span& place) {
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

// -- information sets -------------------------------------------------------------------------------------------------

std::string set_title(const Parser& parser, std::uint32_t player, std::uint32_t number) {
  if (player == 0) return fmt::format("chance's set {}", number);
  return fmt::format("information set {} of `{}`", number, parser.tree.players[player - 1]);
}

void check_odds(Parser& parser, const EfgSet& set) {
  long double sum = 0;
  for (const double odds : set.odds) sum += odds;
  if (std::fabs(sum - 1) <= odds_tolerance) return;
  contradiction(parser,
                fmt::format("the probabilities of {} sum to {:.9g}, not to 1", set_title(parser, 0, set.number),
                            static_cast<double>(sum)),
                {set.place, fmt::format("sums to {:.9g}", static_cast<double>(sum))}, {},
                "give probabilities that sum to 1; thirds can be written 1/3");
}

void define_set(Parser& parser, EfgSet& set, Span place) {
  set.place = place;
  for (const EfgToken& name : parser.names) set.moves.push_back(efg_name(parser.text, name));
  if (set.player != 0) return;
  set.odds = parser.numbers;
  check_odds(parser, set);
}

bool same_names(const Parser& parser, const EfgSet& set) {
  for (std::size_t k = 0; k < set.moves.size(); ++k) {
    if (!efg_name_is(parser.text, parser.names[k], set.moves[k])) return false;
  }
  return true;
}

std::string how_lists_differ(const Parser& parser, const EfgSet& set) {
  if (set.moves.size() != parser.names.size()) {
    return fmt::format("{} moves in one place and {} in another", set.moves.size(), parser.names.size());
  }
  if (!same_names(parser, set)) return "different moves in two places";
  if (set.player == 0 && set.odds != parser.numbers) return "different probabilities in two places";
  return {};
}

// The list just read against the one that first defined the set.
void compare_set(Parser& parser, EfgSet& set, Span place) {
  const std::string difference = how_lists_differ(parser, set);
  if (difference.empty()) return;
  if (set.moves.size() != parser.names.size()) parser.lost = true;
  if (set.contradicted) return;
  set.contradicted = true;
  contradiction(parser, fmt::format("{} has {}", set_title(parser, set.player, set.number), difference), {place, ""},
                {{set.place, "listed first here"}}, "give both nodes the same moves, or another set number");
}

// After the set's number: its label and its moves, both optional where they are known. The row, or no_row.
bool read_set(Parser& parser, std::uint32_t player, std::uint32_t number, Span node, std::uint32_t& row) {
  const auto label = read_name(parser);
  Span place;
  const bool listed = parser.token.kind == EfgTokenKind::Open;
  if (listed && !read_moves(parser, player, place)) return false;
  const auto next = static_cast<std::uint32_t>(parser.tree.sets.size());
  const auto [entry, is_new] = parser.sets.try_emplace((std::uint64_t{player} << 32) | number, next);
  row = entry->second;
  if (is_new) {
    parser.tree.sets.push_back(
        {.player = player, .number = number, .label = {}, .moves = {}, .odds = {}, .place = node});
  }
  EfgSet& set = parser.tree.sets[row];
  if (label && set.label.empty()) set.label = efg_name(parser.text, *label);
  if (listed && set.moves.empty()) define_set(parser, set, place);
  else if (listed) compare_set(parser, set, place);
  if (!set.moves.empty()) return true;
  if (!parser.lost) {
    contradiction(parser, fmt::format("{} has no moves yet", set_title(parser, player, number)), {node, ""}, {},
                  "list the moves, as in { \"yes\" \"no\" }, where the set first appears");
  }
  parser.lost = true;
  return true;
}

// -- outcomes ---------------------------------------------------------------------------------------------------------

void take_payoffs(Parser& parser, EfgOutcome& outcome, Span place) {
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
    outcome.payoffs = parser.numbers;
    outcome.place = place;
    outcome.defined = true;
    return;
  }
  if (outcome.contradicted || outcome.payoffs == parser.numbers) return;
  outcome.contradicted = true;
  contradiction(parser, fmt::format("outcome {} has two lists of payoffs that differ", outcome.number), {place, ""},
                {{outcome.place, "listed first here"}}, "list the same payoffs, or give one of them another number");
}

void take_null_payoffs(Parser& parser, Span place) {
  for (const double number : parser.numbers) {
    if (number == 0) continue;
    contradiction(parser, "outcome 0 means no payoffs, but payoffs are listed", {place, ""}, {},
                  "number outcomes from 1");
    return;
  }
}

// The number of an outcome, then its name and payoffs, both optional. `row` stays no_row for outcome 0.
bool read_outcome(Parser& parser, std::uint32_t& row) {
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
  const auto [entry, is_new] = parser.outcomes.try_emplace(number, next);
  row = entry->second;
  if (is_new) parser.tree.outcomes.push_back({.number = number, .name = {}, .payoffs = {}, .place = place});
  EfgOutcome& outcome = parser.tree.outcomes[row];
  if (name && outcome.name.empty()) outcome.name = efg_name(parser.text, *name);
  if (listed) take_payoffs(parser, outcome, place);
  return true;
}

// -- nodes ------------------------------------------------------------------------------------------------------------

bool read_player(Parser& parser, std::uint32_t& player) {
  const Span place = parser.token.span;
  if (!read_index(parser, "the number of an actor", player)) return false;
  const std::size_t num_players = parser.tree.players.size();
  if (player >= 1 && player <= num_players) return true;
  contradiction(parser, fmt::format("there is no actor {}; the file names {}", player, num_players), {place, ""},
                {{parser.players_place, "the actors"}}, "add the actor to the list, or use the number of another");
  return false;
}

void link(Parser& parser, EfgNode node) {
  if (parser.lost) return;
  const auto row = static_cast<std::uint32_t>(parser.tree.nodes.size());
  if (!parser.open.empty()) {
    node.parent = parser.open.back().node;
    if (--parser.open.back().num_missing == 0) parser.open.pop_back();
  }
  if (node.set != no_row) parser.open.push_back({row, parser.tree.sets[node.set].moves.size()});
  parser.tree.nodes.push_back(node);
}

bool read_terminal(Parser& parser, EfgNode& node) {
  parser.help = terminal_help;
  advance(parser);
  read_name(parser);
  node.place.end = parser.token.span.end;
  return read_outcome(parser, node.outcome);
}

bool read_inner(Parser& parser, EfgNode& node, bool (*read_owner)(Parser&, std::uint32_t&)) {
  advance(parser);
  read_name(parser);
  std::uint32_t player = 0;
  std::uint32_t number = 0;
  if (!read_owner(parser, player)) return false;
  node.place.end = parser.token.span.end;
  if (!read_index(parser, "the number of an information set", number)) return false;
  return read_set(parser, player, number, node.place, node.set) && read_outcome(parser, node.outcome);
}

bool chance_owns(Parser&, std::uint32_t& player) {
  player = 0;
  return true;
}

bool read_node(Parser& parser, EfgNode& node) {
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

void reject_rest(Parser& parser) {
  contradiction(parser, "the tree is complete, but more follows", {parser.token.span, "not part of the tree"},
                {{parser.tree.nodes.back().place, "the last node"}},
                at_node(parser) ? "nodes are listed depth first: look for a node above that has too few moves"
                                : "remove what follows");
}

void read_nodes(Parser& parser) {
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

bool read_players(Parser& parser) {
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

bool read_header(Parser& parser) {
  parser.help = header_help;
  if (!at_word(parser, "EFG")) return expected(parser, "`EFG`, which begins an extensive-form file");
  advance(parser);
  if (!at_word(parser, "2")) return expected(parser, "format version `2`");
  advance(parser);
  if (!at_word(parser, "R") && !at_word(parser, "D")) return expected(parser, "`R` or `D`, the kind of numbers");
  advance(parser);
  const auto title = read_name(parser);
  if (!title) return expected(parser, "the game's title in quotes");
  parser.tree.title = efg_name(parser.text, *title);
  if (!read_players(parser)) return false;
  if (const auto comment = read_name(parser)) parser.tree.comment = efg_name(parser.text, *comment);
  parser.long_name = std::nullopt;
  return true;
}

// What can be judged only once all is read.
void check_end(Parser& parser) {
  if (parser.lost || parser.diagnostics.size() >= max_diagnostics) return;
  if (!parser.open.empty()) {
    std::size_t num_missing = 0;
    for (const OpenNode& node : parser.open) num_missing += node.num_missing;
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

EfgTree parse_efg(const Source& source, Diagnostics& diagnostics) {
  Parser parser;
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
