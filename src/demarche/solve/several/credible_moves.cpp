#include "demarche/solve/several/credible_moves.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace demarche {
namespace {

constexpr double rounding = 1e-9;  // of the payoff range

// What an actor may get from a node on.
struct Bounds {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
};

struct Pruning {
  const Game& game;
  const Stakes& stakes;
  double margin = 0;
  Table<ActionId, std::uint8_t> credible;
  std::vector<Bounds> bounds;  // [node x num_actors + actor]
};

Bounds& bounds_at(Pruning& pruning, NodeId node, std::size_t actor) {
  return pruning.bounds[std::size_t{node.value} * pruning.game.num_actors + actor];
}

Bounds mean_of_children(Pruning& pruning, const Node& node, std::size_t actor) {
  Bounds mean{0, 0};
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const double odds = odds_of(pruning.stakes, ActorId{actor})[OddsId{node.first_odds().value + k}];
    mean.low += odds * bounds_at(pruning, child(node, k), actor).low;
    mean.high += odds * bounds_at(pruning, child(node, k), actor).high;
  }
  return mean;
}

Bounds hull_of_children(Pruning& pruning, const Node& node, std::size_t actor) {
  Bounds hull;
  const std::size_t first = pruning.game.infosets[node.infoset()].first_action.value;
  for (std::size_t k = 0; k < node.num_children; ++k) {
    if (pruning.credible[ActionId{first + k}] == 0) continue;
    hull.low = std::min(hull.low, bounds_at(pruning, child(node, k), actor).low);
    hull.high = std::max(hull.high, bounds_at(pruning, child(node, k), actor).high);
  }
  return hull;
}

void bound(Pruning& pruning, NodeId id) {
  const Node& node = pruning.game.nodes[id];
  for (std::size_t actor = 0; actor < pruning.game.num_actors; ++actor) {
    Bounds& here = bounds_at(pruning, id, actor);
    if (node.kind == NodeKind::Terminal) {
      const double worth = payoff(pruning.game, pruning.stakes, node.outcome(), ActorId{actor});
      here = {worth, worth};
    } else {
      here = node.kind == NodeKind::Chance ? mean_of_children(pruning, node, actor)
                                           : hull_of_children(pruning, node, actor);
    }
  }
}

bool is_always_better(Pruning& pruning, const Infoset& infoset, std::size_t better, std::size_t worse) {
  return std::ranges::all_of(members_of(pruning.game, infoset), [&](NodeId member) {
    const Node& node = pruning.game.nodes[member];
    return bounds_at(pruning, child(node, better), infoset.actor.value).low >
           bounds_at(pruning, child(node, worse), infoset.actor.value).high + pruning.margin;
  });
}

// Whether a move was taken out.
bool prune_at(Pruning& pruning, const Infoset& infoset) {
  const auto credible = [&](std::size_t k) -> std::uint8_t& {
    return pruning.credible[ActionId{infoset.first_action.value + k}];
  };
  bool pruned = false;
  for (std::size_t worse = 0; worse < infoset.num_actions; ++worse)
    for (std::size_t better = 0; better < infoset.num_actions && credible(worse) != 0; ++better) {
      if (better == worse || credible(better) == 0 || !is_always_better(pruning, infoset, better, worse)) continue;
      credible(worse) = 0;
      pruned = true;
    }
  return pruned;
}

bool prune(Pruning& pruning) {
  for (std::size_t at = pruning.game.nodes.size(); at-- > 0;) bound(pruning, NodeId{at});
  bool pruned = false;
  for (const Infoset& infoset : pruning.game.infosets) pruned = prune_at(pruning, infoset) || pruned;
  return pruned;
}

}  // namespace

Table<ActionId, std::uint8_t> credible_moves(const Game& game, const Stakes& stakes) {
  Pruning pruning{game, stakes, rounding * payoff_range(game, stakes),
                  Table<ActionId, std::uint8_t>(game.num_actions, 1),
                  std::vector<Bounds>(game.nodes.size() * game.num_actors)};
  while (prune(pruning)) {
  }
  return std::move(pruning.credible);
}

Table<InfosetId, std::uint8_t> reached_by_credible_moves(const Game& game, const Stakes& stakes,
                                                         const Table<ActionId, std::uint8_t>& credible) {
  Table<InfosetId, std::uint8_t> reached(game.infosets.size(), 0);
  std::vector<std::uint8_t> on_way(game.nodes.size(), 1);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (on_way[at] != 0 && node.kind == NodeKind::Decision) reached[node.infoset()] = 1;
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const bool leads = node.kind == NodeKind::Chance
                             ? stakes.odds[OddsId{node.first_odds().value + k}] > 0
                             : credible[ActionId{game.infosets[node.infoset()].first_action.value + k}] != 0;
      on_way[child(node, k).value] = leads ? on_way[at] : std::uint8_t{0};
    }
  }
  return reached;
}

std::uint32_t num_credible(const Infoset& infoset, const Table<ActionId, std::uint8_t>& credible) {
  std::uint32_t count = 0;
  for (std::size_t k = 0; k < infoset.num_actions; ++k) count += credible[ActionId{infoset.first_action.value + k}];
  return count;
}

}  // namespace demarche
