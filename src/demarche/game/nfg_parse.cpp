#include "demarche/game/efg_finish.h"
#include "demarche/game/efg_parser.h"
#include "demarche/game/nfg.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_strategies = 65'535;  // Node::num_children
constexpr std::size_t nodes_anyhow = std::size_t{1} << 16;

constexpr std::string_view nfg_header_help = "a file begins: NFG 1 R \"title\" { \"actor\" \"actor\" } { 2 2 }";
constexpr std::string_view strategies_help =
    "strategies are counted, { 2 2 }, or named, { { \"left\" \"right\" } { \"up\" \"down\" } }";
constexpr std::string_view outcomes_help =
    "outcomes are listed as { { \"name\" 1, -1 } { \"name\" 0, 0 } }, then one number of an outcome for each profile";
constexpr std::string_view payoffs_help =
    "payoffs follow profile by profile, one an actor, the first actor's strategy changing fastest";

struct Nfg {
  EfgParser parser;
  std::size_t num_profiles = 1;
  Span strategies_place;
};

EfgTree& tree_of(Nfg& nfg) { return nfg.parser.tree; }

bool read_title(EfgParser& parser) {
  parser.help = nfg_header_help;
  if (!at_word(parser, "NFG")) {
    const bool small = at_word(parser, "nfg");
    return expected(parser, small ? "`NFG` in capitals" : "`NFG`, which begins a strategic-form file");
  }
  advance(parser);
  if (!at_word(parser, "1")) return expected(parser, "format version `1`");
  advance(parser);
  if (!at_word(parser, "R") && !at_word(parser, "D")) return expected(parser, "`R` or `D`, the kind of numbers");
  advance(parser);
  const auto title = read_name(parser);
  if (!title) return expected(parser, "the game's title in quotes");
  parser.tree.title = efg_name(parser.text, *title);
  return read_efg_players(parser);
}

// One actor's list of names, from `{` to `}`.
bool read_named(EfgParser& parser, EfgSet& set) {
  set.place.begin = parser.token.span.begin;
  advance(parser);
  while (const auto name = read_name(parser)) {
    if (set.moves.size() == most_strategies) return expected(parser, "at most 65535 strategies in one list");
    set.moves.push_back(efg_name(parser.text, *name));
    skip_comma(parser);
  }
  if (parser.token.kind != EfgTokenKind::Close) return expected(parser, "the name of a strategy in quotes, or `}`");
  set.place.end = parser.token.span.end;
  advance(parser);
  return true;
}

EfgSet new_set(std::size_t row) {
  EfgSet set;
  set.player = static_cast<std::uint32_t>(row + 1);
  set.number = 1;
  return set;
}

// How many strategies each actor has; names where they are listed, as `counts` does not know them yet.
bool read_lists(Nfg& nfg, std::vector<std::uint32_t>& counts) {
  EfgParser& parser = nfg.parser;
  parser.help = strategies_help;
  if (parser.token.kind != EfgTokenKind::Open) return expected(parser, "`{` and the actors' strategies");
  nfg.strategies_place.begin = parser.token.span.begin;
  advance(parser);
  while (parser.token.kind != EfgTokenKind::Close) {
    EfgSet set = new_set(parser.tree.sets.size());
    set.place = parser.token.span;
    std::uint32_t count = 0;
    const bool named = parser.token.kind == EfgTokenKind::Open;
    if (named ? !read_named(parser, set) : !read_index(parser, "a list or a number of strategies, or `}`", count)) {
      return false;
    }
    counts.push_back(named ? static_cast<std::uint32_t>(set.moves.size()) : count);
    parser.tree.sets.push_back(std::move(set));
    skip_comma(parser);
  }
  nfg.strategies_place.end = parser.token.span.end;
  advance(parser);
  return true;
}

bool check_lists(Nfg& nfg, const std::vector<std::uint32_t>& counts) {
  EfgParser& parser = nfg.parser;
  const std::size_t num_players = parser.tree.players.size();
  if (num_players == 0) {
    contradiction(parser, "the game has no actors", {parser.players_place, ""}, {}, std::string(nfg_header_help));
    return false;
  }
  if (counts.size() != num_players) {
    contradiction(parser,
                  fmt::format("strategies are given for {} actors, and {} are named", counts.size(), num_players),
                  {nfg.strategies_place, ""}, {{parser.players_place, "the actors"}}, "give each actor its strategies");
    return false;
  }
  for (std::size_t row = 0; row < counts.size(); ++row) {
    if (counts[row] >= 1 && counts[row] <= most_strategies) continue;
    contradiction(parser, fmt::format("`{}` has {} strategies", parser.tree.players[row], counts[row]),
                  {parser.tree.sets[row].place, ""}, {}, "an actor has from 1 to 65535 strategies");
    return false;
  }
  return true;
}

// Every profile takes some of the text, so that more of them than characters can only be a slip, or mischief.
bool check_size(Nfg& nfg, const std::vector<std::uint32_t>& counts) {
  EfgParser& parser = nfg.parser;
  const std::size_t left = parser.text.size() - nfg.strategies_place.end;
  double num_nodes = 0;
  double num_profiles = 1;
  for (const std::uint32_t count : counts) {
    num_nodes += num_profiles;
    num_profiles *= count;
  }
  const bool fits = num_profiles <= static_cast<double>(left);
  if (fits && num_nodes <= static_cast<double>(nodes_anyhow + 2 * parser.text.size())) {
    nfg.num_profiles = static_cast<std::size_t>(num_profiles);
    return true;
  }
  contradiction(parser,
                fits ? fmt::format("the game would have {:.3g} nodes", num_nodes + num_profiles)
                     : fmt::format("the actors have {:.7g} profiles of strategies, and only {} characters follow",
                                   num_profiles, left),
                {nfg.strategies_place, ""}, {},
                fits ? "leave out actors that have a single strategy"
                     : "mend the numbers of strategies, or go on with "
                       "the payoffs");
  return false;
}

void name_strategies(EfgTree& tree, const std::vector<std::uint32_t>& counts) {
  for (std::size_t row = 0; row < counts.size(); ++row) {
    std::vector<std::string>& moves = tree.sets[row].moves;
    for (std::size_t k = moves.size(); k < counts[row]; ++k) moves.push_back(std::to_string(k + 1));
  }
}

bool read_strategies(Nfg& nfg) {
  std::vector<std::uint32_t> counts;
  if (!read_lists(nfg, counts) || !check_lists(nfg, counts) || !check_size(nfg, counts)) return false;
  name_strategies(tree_of(nfg), counts);
  if (const auto comment = read_name(nfg.parser)) tree_of(nfg).comment = efg_name(nfg.parser.text, *comment);
  nfg.parser.long_name = std::nullopt;
  return true;
}

EfgOutcome new_outcome(const EfgTree& tree, Span place) {
  EfgOutcome outcome;
  outcome.number = static_cast<std::uint32_t>(tree.outcomes.size() + 1);
  outcome.first_payoff = static_cast<std::uint32_t>(tree.payoffs.size());
  outcome.place = place;
  outcome.defined = true;
  return outcome;
}

// { "name" 1, -1 }
bool read_nfg_outcome(EfgParser& parser) {
  Span place = parser.token.span;
  if (parser.token.kind != EfgTokenKind::Open) return expected(parser, "an outcome, begun by `{`, or `}`");
  advance(parser);
  EfgOutcome outcome = new_outcome(parser.tree, place);
  if (const auto name = read_name(parser)) outcome.name = efg_name(parser.text, *name);
  skip_comma(parser);
  while (parser.token.kind != EfgTokenKind::Close) {
    double number = 0;
    if (!read_number(parser, "a payoff or `}`", number)) return false;
    parser.tree.payoffs.push_back(number);
    skip_comma(parser);
  }
  outcome.place.end = parser.token.span.end;
  advance(parser);
  const std::size_t num_listed = parser.tree.payoffs.size() - outcome.first_payoff;
  if (num_listed == parser.tree.players.size()) {
    parser.tree.outcomes.push_back(std::move(outcome));
    return true;
  }
  contradiction(parser,
                fmt::format("outcome {}: number of payoffs listed {}, of actors {}", outcome.number, num_listed,
                            parser.tree.players.size()),
                {outcome.place, ""}, {{parser.players_place, "the actors"}}, "list one payoff an actor, in this order");
  return false;
}

// Outcomes, then the number of one for each profile. `of_profiles`: rows of outcomes, no_row for outcome 0.
bool read_outcomes(Nfg& nfg, std::vector<std::uint32_t>& of_profiles) {
  EfgParser& parser = nfg.parser;
  parser.help = outcomes_help;
  const std::uint32_t begin = parser.token.span.begin;
  advance(parser);
  while (parser.token.kind != EfgTokenKind::Close) {
    if (!read_nfg_outcome(parser)) return false;
    skip_comma(parser);
  }
  const Span all{begin, parser.token.span.end};
  advance(parser);
  for (std::size_t profile = 0; profile < nfg.num_profiles; ++profile) {
    const Span place = parser.token.span;
    std::uint32_t number = 0;
    if (!read_index(parser, fmt::format("the number of an outcome for profile {} of {}", profile + 1, nfg.num_profiles),
                    number)) {
      return false;
    }
    if (number > parser.tree.outcomes.size()) {
      contradiction(parser,
                    fmt::format("there is no outcome {}; the file lists {}", number, parser.tree.outcomes.size()),
                    {place, ""}, {{all, "the outcomes"}}, "use the number of an outcome, or 0 for no payoffs");
      return false;
    }
    of_profiles.push_back(number == 0 ? no_row : number - 1);
    skip_comma(parser);
  }
  return true;
}

bool read_payoff_list(Nfg& nfg, std::vector<std::uint32_t>& of_profiles) {
  EfgParser& parser = nfg.parser;
  EfgTree& tree = parser.tree;
  parser.help = payoffs_help;
  for (std::size_t profile = 0; profile < nfg.num_profiles; ++profile) {
    EfgOutcome outcome = new_outcome(tree, parser.token.span);
    for (const std::string& actor : tree.players) {
      double number = 0;
      outcome.place.end = std::max(outcome.place.end, parser.token.span.end);
      if (parser.token.kind != EfgTokenKind::Word || !efg_number(word(parser))) {
        return expected(parser,
                        fmt::format("the payoff of `{}` in profile {} of {}", actor, profile + 1, nfg.num_profiles));
      }
      if (!read_number(parser, "a payoff", number)) return false;
      tree.payoffs.push_back(number);
      skip_comma(parser);
    }
    of_profiles.push_back(static_cast<std::uint32_t>(tree.outcomes.size()));
    tree.outcomes.push_back(std::move(outcome));
  }
  return true;
}

void append_node(EfgTree& tree, std::uint32_t parent, std::uint32_t set, std::uint32_t outcome, Span place) {
  tree.nodes.push_back({parent, set, outcome, place});
}

// Depth first: the last actor's strategy changes fastest in the tree, the first actor's in the list of profiles.
void grow(Nfg& nfg, const std::vector<std::uint32_t>& of_profiles) {
  EfgTree& tree = tree_of(nfg);
  const std::size_t num = tree.players.size();
  std::vector<std::size_t> steps(num, 1);  // by how much a strategy of each actor moves the profile
  for (std::size_t row = 1; row < num; ++row) steps[row] = steps[row - 1] * tree.sets[row - 1].moves.size();
  std::vector<std::size_t> chosen(num, 0);
  std::vector<std::uint32_t> path(num, no_row);
  std::size_t profile = 0;
  std::size_t depth = 0;
  for (;;) {
    for (; depth < num; ++depth) {
      const auto set = static_cast<std::uint32_t>(depth);
      path[depth] = static_cast<std::uint32_t>(tree.nodes.size());
      append_node(tree, depth == 0 ? no_row : path[depth - 1], set, no_row, tree.sets[depth].place);
    }
    const std::uint32_t outcome = of_profiles[profile];
    const Span place = outcome == no_row ? nfg.strategies_place : tree.outcomes[outcome].place;
    append_node(tree, path[num - 1], no_row, outcome, place);
    while (depth > 0 && ++chosen[depth - 1] == tree.sets[depth - 1].moves.size()) {
      profile -= (chosen[depth - 1] - 1) * steps[depth - 1];
      chosen[--depth] = 0;
    }
    if (depth == 0) return;
    profile += steps[depth - 1];
  }
}

bool read_all(Nfg& nfg) {
  if (!read_title(nfg.parser) || !read_strategies(nfg)) return false;
  std::vector<std::uint32_t> of_profiles;
  const bool listed = nfg.parser.token.kind == EfgTokenKind::Open;
  if (listed ? !read_outcomes(nfg, of_profiles) : !read_payoff_list(nfg, of_profiles)) return false;
  if (nfg.parser.token.kind != EfgTokenKind::End) {
    contradiction(nfg.parser, fmt::format("all {} profiles have their payoffs, but more follows", nfg.num_profiles),
                  {nfg.parser.token.span, "not part of the game"}, {{nfg.strategies_place, "the strategies"}},
                  "remove what follows, or mend the numbers of strategies");
    return false;
  }
  grow(nfg, of_profiles);
  return true;
}

}  // namespace

EfgRead read_nfg(const Source& source) {
  Nfg nfg;
  nfg.parser.text = source.text;
  const bool marked = nfg.parser.text.starts_with("\xEF\xBB\xBF");
  nfg.parser.token = efg_token(nfg.parser.text, marked ? 3 : 0);
  if (!read_all(nfg)) return {std::nullopt, std::move(nfg.parser.diagnostics)};
  return finish_efg(std::move(nfg.parser.tree), source.text);
}

}  // namespace demarche
