#include "demarche/game/efg_build.h"

#include "demarche/base/wide.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace demarche {

namespace {

constexpr std::size_t max_payoffs = std::size_t{1} << 24;

std::size_t num_moves(const EfgTree& tree, std::uint32_t row) {
  const std::uint32_t set = tree.nodes[row].set;
  return set == no_row ? 0 : tree.sets[set].moves.size();
}

// Rows of the children of every row, one row after the other; `starts` has one more entry than there are rows.
struct Children {
  std::vector<std::size_t> starts;
  std::vector<std::uint32_t> rows;
};

Children children_of(const EfgTree& tree) {
  Children children;
  children.starts.assign(tree.nodes.size() + 1, 0);
  for (std::uint32_t row = 0; row < tree.nodes.size(); ++row) {
    children.starts[row + 1] = children.starts[row] + num_moves(tree, row);
  }
  children.rows.resize(tree.nodes.size() - 1);
  std::vector<std::size_t> next(children.starts.begin(), children.starts.end() - 1);
  for (std::uint32_t row = 1; row < tree.nodes.size(); ++row) children.rows[next[tree.nodes[row].parent]++] = row;
  return children;
}

// Nodes with their places in the tree, owners not yet known; `rows` says which row each came from.
void number_nodes(const EfgTree& tree, EfgBuilt& built) {
  const Children children = children_of(tree);
  Table<NodeId, Node>& nodes = built.file.game.nodes;
  nodes.reserve(tree.nodes.size());
  built.rows.reserve(tree.nodes.size());
  nodes.push_back(Node{});
  built.rows.push_back(0);
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    const std::uint32_t row = built.rows[NodeId{at}];
    Node& node = nodes[NodeId{at}];
    node.num_children = static_cast<std::uint16_t>(num_moves(tree, row));
    if (node.num_children > 0) node.first_child = NodeId{nodes.size()};
    for (std::size_t k = children.starts[row]; k < children.starts[row + 1]; ++k) {
      Node next;
      next.parent = NodeId{at};
      nodes.push_back(next);
      built.rows.push_back(children.rows[k]);
    }
  }
}

// Rows ordered by the numbers the file gives them.
template <class Row>
std::vector<std::uint32_t> by_number(const std::vector<Row>& table, const std::vector<bool>& wanted) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (wanted[row]) rows.push_back(row);
  }
  std::ranges::sort(rows, {}, [&](std::uint32_t row) { return table[row].number; });
  return rows;
}

void number_odds(EfgTree& tree, EfgFile& file, std::vector<std::uint32_t>& owner_of_set) {
  std::vector<bool> wanted(tree.sets.size());
  for (std::size_t row = 0; row < tree.sets.size(); ++row) wanted[row] = tree.sets[row].player == 0;
  for (const std::uint32_t row : by_number(tree.sets, wanted)) {
    EfgSet& set = tree.sets[row];
    owner_of_set[row] = static_cast<std::uint32_t>(file.stakes.odds.size());
    for (const double odds : set.odds) file.stakes.odds.push_back(odds);
    std::ranges::move(set.moves, std::back_inserter(file.game.names.odds));
  }
  file.game.num_odds = static_cast<std::uint32_t>(file.stakes.odds.size());
}

void add_infoset(EfgSet& set, Game& game) {
  game.infosets.push_back({.actor = ActorId{set.player - 1},
                           .first_action = ActionId{game.num_actions},
                           .num_actions = static_cast<std::uint32_t>(set.moves.size())});
  game.num_actions += static_cast<std::uint32_t>(set.moves.size());
  game.names.infosets.push_back(set.label.empty() ? fmt::format("{}", set.number) : std::move(set.label));
  game.names.infoset_numbers.push_back(set.number);
  std::ranges::move(set.moves, std::back_inserter(game.names.actions));
}

// Owners of decision and chance nodes. An actor's later sets have their first nodes deeper than its earlier ones, so
// the order of first nodes is an order of play.
void number_sets(EfgTree& tree, EfgBuilt& built) {
  std::vector<std::uint32_t> owner_of_set(tree.sets.size(), no_row);
  number_odds(tree, built.file, owner_of_set);
  Game& game = built.file.game;
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const std::uint32_t set = tree.nodes[built.rows[NodeId{at}]].set;
    if (set == no_row) continue;
    Node& node = game.nodes[NodeId{at}];
    node.kind = tree.sets[set].player == 0 ? NodeKind::Chance : NodeKind::Decision;
    if (owner_of_set[set] == no_row) {
      owner_of_set[set] = static_cast<std::uint32_t>(game.infosets.size());
      add_infoset(tree.sets[set], game);
    }
    node.owner = owner_of_set[set];
  }
}

void list_members(Game& game) {
  for (const Node& node : game.nodes) {
    if (node.kind == NodeKind::Decision) ++game.infosets[node.infoset()].num_members;
  }
  std::uint32_t total = 0;
  for (Infoset& infoset : game.infosets) {
    infoset.first_member = total;
    total += std::exchange(infoset.num_members, 0);
  }
  game.members.resize(total);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind != NodeKind::Decision) continue;
    Infoset& infoset = game.infosets[node.infoset()];
    game.members[infoset.first_member + infoset.num_members++] = NodeId{at};
  }
}

// -- outcomes ---------------------------------------------------------------------------------------------------------

// What was collected on the way to a node: `outcome` added to what `before` stands for. Row 0 is nothing yet.
struct Collected {
  std::uint32_t before = 0;
  std::uint32_t outcome = no_row;
};

struct Outcomes {
  std::vector<Collected> collected{Collected{}};
  EfgRows rows;                        // of collected, by before and outcome
  std::vector<std::uint32_t> at_node;  // row of collected, one a row of the file
};

std::uint32_t add_outcome(Outcomes& outcomes, std::uint32_t before, std::uint32_t outcome) {
  const auto next = static_cast<std::uint32_t>(outcomes.collected.size());
  const std::uint32_t row = row_of(outcomes.rows, std::uint64_t{before} << 32 | outcome, next);
  if (row == next) outcomes.collected.push_back({before, outcome});
  return row;
}

Outcomes collect(const EfgTree& tree) {
  Outcomes outcomes;
  outcomes.at_node.resize(tree.nodes.size());
  for (std::size_t row = 0; row < tree.nodes.size(); ++row) {
    const EfgNode& node = tree.nodes[row];
    const std::uint32_t before = node.parent == no_row ? 0 : outcomes.at_node[node.parent];
    outcomes.at_node[row] = before;
    if (node.outcome != no_row) outcomes.at_node[row] = add_outcome(outcomes, before, node.outcome);
  }
  return outcomes;
}

// Which sums end a play, in the order of the game's outcomes: first those of one outcome or none, by the file's number.
std::vector<std::uint32_t> order_of_outcomes(const EfgTree& tree, const EfgBuilt& built, const Outcomes& outcomes) {
  std::vector<bool> seen(outcomes.collected.size(), false);
  std::vector<std::uint32_t> order;
  for (const std::uint32_t row : built.rows) {
    const std::uint32_t sum = outcomes.at_node[row];
    if (tree.nodes[row].set != no_row || seen[sum]) continue;
    seen[sum] = true;
    order.push_back(sum);
  }
  std::ranges::sort(order, {}, [&](std::uint32_t row) {
    const Collected& last = outcomes.collected[row];
    const std::uint32_t number = row == 0 || last.before != 0 ? 0 : tree.outcomes[last.outcome].number;
    return std::tuple(last.before != 0, number, row);
  });
  return order;
}

// [row of collected x actor], each payoff read by `number_of`
template <class Number>
std::vector<Number> sums_of(const EfgTree& tree, const Outcomes& outcomes, Number number_of(double)) {
  const std::size_t width = tree.players.size();
  std::vector<Number> sums(outcomes.collected.size() * width);
  for (std::size_t row = 1; row < outcomes.collected.size(); ++row) {
    const Collected& last = outcomes.collected[row];
    for (std::size_t actor = 0; actor < width; ++actor) {
      const Number own = number_of(payoff(tree, tree.outcomes[last.outcome], actor));
      sums[row * width + actor] = last.before == 0 ? own : sums[last.before * width + actor] + own;
    }
  }
  return sums;
}

// Whether some actor's payoffs are alike to so many digits that doubles may lose how they differ.
bool are_nearly_alike(const std::vector<double>& payoffs, std::size_t width) {
  constexpr double nearly_alike = 1e-7;
  for (std::size_t actor = 0; actor < width; ++actor) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::size_t at = actor; at < payoffs.size(); at += width) {
      low = std::min(low, payoffs[at]);
      high = std::max(high, payoffs[at]);
    }
    if (high - low < nearly_alike * std::max(std::abs(low), std::abs(high))) return true;
  }
  return false;
}

// Payoffs with what they lack as doubles; `order`: rows of collected outcomes, as they are numbered.
void add_widely(const EfgTree& tree, const Outcomes& outcomes, const std::vector<std::uint32_t>& order,
                Stakes& stakes) {
  const std::size_t width = tree.players.size();
  const std::vector<Wide> sums = sums_of<Wide>(tree, outcomes, as_written);
  stakes.remainders.resize(stakes.payoffs.size());
  for (std::size_t at = 0; at < stakes.payoffs.size(); ++at) {
    const Wide sum = sums[order[at / width] * width + at % width];
    stakes.payoffs[at] = sum.high;
    stakes.remainders[at] = sum.low;
  }
}

void fill_stakes(const EfgTree& tree, const Outcomes& outcomes, const std::vector<std::uint32_t>& order,
                 Stakes& stakes) {
  const std::size_t width = tree.players.size();
  const auto exact = [](double payoff) -> long double { return payoff; };
  const std::vector<long double> sums = sums_of<long double>(tree, outcomes, exact);
  for (const std::uint32_t row : order) {
    for (std::size_t actor = 0; actor < width; ++actor)
      stakes.payoffs.push_back(static_cast<double>(sums[row * width + actor]));
  }
  const bool finite = std::ranges::all_of(stakes.payoffs, [](double payoff) { return std::isfinite(payoff); });
  if (finite && are_nearly_alike(stakes.payoffs, width)) add_widely(tree, outcomes, order, stakes);
}

bool number_outcomes(const EfgTree& tree, EfgBuilt& built) {
  const Outcomes outcomes = collect(tree);
  const std::size_t width = tree.players.size();
  const bool adds = outcomes.collected.size() > tree.outcomes.size() + 1;
  if (adds && width != 0 && outcomes.collected.size() > max_payoffs / width) return false;
  Game& game = built.file.game;
  std::vector<std::uint32_t> number(outcomes.collected.size(), no_row);
  const std::vector<std::uint32_t> order = order_of_outcomes(tree, built, outcomes);
  for (const std::uint32_t row : order) {
    number[row] = game.num_outcomes++;
    game.names.outcomes.push_back(row == 0 ? std::string{} : tree.outcomes[outcomes.collected[row].outcome].name);
  }
  fill_stakes(tree, outcomes, order, built.file.stakes);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    Node& node = game.nodes[NodeId{at}];
    if (node.kind != NodeKind::Terminal) continue;
    ++game.num_terminals;
    node.owner = number[outcomes.at_node[built.rows[NodeId{at}]]];
  }
  return true;
}

}  // namespace

std::optional<EfgBuilt> build_efg(EfgTree tree) {
  EfgBuilt built;
  Game& game = built.file.game;
  number_nodes(tree, built);
  number_sets(tree, built);
  list_members(game);
  if (!number_outcomes(tree, built)) return std::nullopt;
  game.num_actors = static_cast<std::uint32_t>(tree.players.size());
  game.names.title = std::move(tree.title);
  game.names.comment = std::move(tree.comment);
  game.names.actors = std::move(tree.players);
  return built;
}

}  // namespace demarche
