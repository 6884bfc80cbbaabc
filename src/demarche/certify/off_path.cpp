#include "demarche/certify/off_path.h"

#include "demarche/certify/large_payoffs.h"
#include "demarche/certify/moves.h"
#include "demarche/game/within_reach.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace demarche {

namespace {

constexpr std::size_t most_ways_sorted = 512;

using Mistakes = std::vector<std::uint32_t>;  // moves by ActionId, in increasing order

// How a history comes about: the last of its mistakes, and the log-probability of its other moves.
struct Way {
  std::uint32_t last = 0;  // into the chain; row 0: none
  Real log = 0;
};

// Mistakes one after another; histories that share a beginning share its links.
struct Link {
  std::uint32_t before = 0;
  std::uint32_t mistake = 0;
};

struct Ways {
  Table<NodeId, Way> of_node;
  std::vector<Link> links;
  Table<NodeId, std::uint8_t> within_reach;
};

Ways ways_of(const Game& game, const Stakes& stakes, const Moves& moves) {
  Ways ways{Table<NodeId, Way>(game.nodes.size()), {Link{}}, nodes_within_reach(game, stakes)};
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal) continue;
    const Real* logs = first_move(game, node, moves.log_odds, moves.log_actions);
    const bool decides = node.kind == NodeKind::Decision;
    const std::uint32_t first = decides ? game.infosets[node.infoset()].first_action.value : 0;
    for (std::uint32_t k = 0; k < node.num_children; ++k) {
      Way& next = ways.of_node[child(node, k)] = ways.of_node[NodeId{at}];
      if (is_infinite(logs[k]) && decides) {
        ways.links.push_back({next.last, first + k});
        next.last = static_cast<std::uint32_t>(ways.links.size() - 1);
      } else if (!is_infinite(logs[k])) {
        next.log += logs[k];
      }
    }
  }
  return ways;
}

Mistakes mistakes_of(const Ways& ways, NodeId node) {
  Mistakes mistakes;
  for (std::uint32_t at = ways.of_node[node].last; at != 0; at = ways.links[at].before) {
    mistakes.push_back(ways.links[at].mistake);
  }
  std::ranges::sort(mistakes);
  return mistakes;
}

// The histories of a set by the mistakes that lead to them.
using Groups = std::map<Mistakes, std::vector<NodeId>>;

Groups groups_of(const Game& game, const Infoset& infoset, const Ways& ways) {
  Groups groups;
  for (const NodeId member : members_of(game, infoset)) {
    if (ways.within_reach[member] != 0) groups[mistakes_of(ways, member)].push_back(member);
  }
  return groups;
}

// Leaves out the ways that hold all mistakes of another and more: they are never believed in.
void keep_least(Groups& groups) {
  std::erase_if(groups, [&](const auto& group) {
    return std::ranges::any_of(groups, [&](const auto& other) {
      return other.first.size() < group.first.size() && std::ranges::includes(group.first, other.first);
    });
  });
}

// The gain where only these histories are believed in, by Bayes' rule on the moves that are no mistakes.
Real gain_given(const Game& game, const Infoset& infoset, const std::vector<NodeId>& histories, const Ways& ways,
                const Table<NodeId, Real>& values, const Real* probabilities) {
  Real top = ways.of_node[histories.front()].log;
  for (const NodeId history : histories) top = std::max(top, ways.of_node[history].log);
  Real sum = 0;
  std::vector<Real> action_values(infoset.num_actions);
  for (const NodeId history : histories) {
    const Real weight = exp_of(ways.of_node[history].log - top);
    sum += weight;
    for (std::size_t k = 0; k < action_values.size(); ++k) {
      action_values[k] += weight * values[child(game.nodes[history], k)];
    }
  }
  return gain_of(action_values, probabilities) / sum;
}

// What actors think of the ways to each history, and what they expect there: tables of one actor, made when first
// needed. Where all go by the same odds the ways are the same for all.
struct Views {
  const Game& game;
  const Stakes& stakes;
  const Moves& moves;
  const Ways& ways;
  Table<ActorId, Table<NodeId, Real>> values;
  Table<ActorId, std::optional<Ways>> own_ways;
};

Views views_of(const Game& game, const Stakes& stakes, const Moves& moves, const Ways& ways) {
  return {game,
          stakes,
          moves,
          ways,
          Table<ActorId, Table<NodeId, Real>>(game.num_actors),
          Table<ActorId, std::optional<Ways>>(game.num_actors)};
}

const Table<NodeId, Real>& values_for(Views& views, ActorId actor) {
  Table<NodeId, Real>& known = views.values[actor];
  if (known.empty()) {
    known = expectations(views.game, views.stakes, as_seen_by(actor, views.stakes, views.moves), actor);
  }
  return known;
}

const Ways& ways_for(Views& views, ActorId actor) {
  if (views.stakes.thoughts.empty()) return views.ways;
  std::optional<Ways>& known = views.own_ways[actor];
  if (!known) known = ways_of(views.game, views.stakes, as_seen_by(actor, views.stakes, views.moves));
  return *known;
}

}  // namespace

std::vector<UnsettledBelief> unsettled_beliefs(const Game& game, const Stakes& stakes, const Strategy& strategy) {
  if (const auto without = without_bases(game, stakes)) return unsettled_beliefs(game, without->stakes, strategy);
  const Moves moves = weigh_moves(stakes, strategy);
  const Ways ways = ways_of(game, stakes, moves);
  Views views = views_of(game, stakes, moves, ways);
  std::vector<UnsettledBelief> found;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    if (infoset.num_members == 1) continue;  // there is but one history to believe in
    const auto is_reached = [&](NodeId member) {
      return ways.of_node[member].last == 0 && ways.within_reach[member] != 0;
    };
    if (std::ranges::any_of(members_of(game, infoset), is_reached)) continue;
    Groups groups = groups_of(game, infoset, ways);
    UnsettledBelief unsettled{InfosetId{row}, 0, 0, groups.size() <= most_ways_sorted};
    if (unsettled.exact) keep_least(groups);
    unsettled.num_ways = groups.size();
    if (groups.size() < 2) continue;
    for (const auto& [mistakes, histories] : groups) {
      const Real gain = gain_given(game, infoset, histories, ways_for(views, infoset.actor),
                                   values_for(views, infoset.actor), moves.actions.data() + infoset.first_action.value);
      unsettled.max_gain = std::max(unsettled.max_gain, static_cast<double>(gain));
    }
    found.push_back(unsettled);
  }
  return found;
}

}  // namespace demarche
