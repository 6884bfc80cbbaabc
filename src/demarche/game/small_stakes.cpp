#include "demarche/game/small_stakes.h"

#include "demarche/game/names.h"
#include "demarche/game/within_reach.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

constexpr double few_roundings = 4 * std::numeric_limits<double>::epsilon();

// The worst and the best that can follow, for one actor; nothing where the play cannot come at these stakes.
struct Prospect {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
};

void widen(Prospect& prospect, const Prospect& other) {
  prospect.low = std::min(prospect.low, other.low);
  prospect.high = std::max(prospect.high, other.high);
}

// Parents come before children, so backwards.
Table<NodeId, Prospect> prospects_of(const Game& game, const Stakes& stakes,
                                     const Table<NodeId, std::uint8_t>& within, ActorId actor) {
  Table<NodeId, Prospect> prospects(game.nodes.size());
  for (std::size_t at = game.nodes.size(); at-- > 0;) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind == NodeKind::Terminal && within[NodeId{at}] != 0) {
      const double value = payoff(game, stakes, node.outcome(), actor);
      prospects[NodeId{at}] = {value, value};
    }
    if (at > 0) widen(prospects[node.parent], prospects[NodeId{at}]);
  }
  return prospects;
}

void add_infoset(const Game& game, InfosetId id, const Table<NodeId, Prospect>& prospects, double gain,
                 SmallStakes& small) {
  Prospect here;
  for (const NodeId member : members_of(game, game.infosets[id])) widen(here, prospects[member]);
  if (!(here.low < here.high)) return;
  const double at_stake = here.high - here.low;
  const bool differs = at_stake > few_roundings * std::max(std::abs(here.low), std::abs(here.high));
  if (!differs || !(at_stake <= gain)) return;
  ++small.num_infosets;
  if (at_stake <= small.at_stake) return;
  small.largest = id;
  small.at_stake = at_stake;
}

}  // namespace

SmallStakes find_small_stakes(const Game& game, const Stakes& stakes, double gain) {
  const Table<NodeId, std::uint8_t> within = nodes_within_reach(game, stakes);
  SmallStakes small;
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    const Table<NodeId, Prospect> prospects = prospects_of(game, stakes, within, ActorId{actor});
    for (std::size_t row = 0; row < game.infosets.size(); ++row) {
      const Infoset& infoset = game.infosets[InfosetId{row}];
      if (infoset.actor != ActorId{actor} || infoset.num_actions < 2) continue;
      add_infoset(game, InfosetId{row}, prospects, gain, small);
    }
  }
  return small;
}

std::string note_on_small_stakes(const Game& game, const Stakes& stakes, double tolerance) {
  const double range = payoff_range(game, stakes);
  const SmallStakes small = find_small_stakes(game, stakes, tolerance * range);
  if (small.num_infosets == 0) return {};
  const std::string where =
      fmt::format("{}'s {}", actor_name(game, game.infosets[small.largest].actor), infoset_label(game, small.largest));
  const std::string which = small.num_infosets == 1
                                ? "at " + where
                                : fmt::format("at {} information sets, such as {},", small.num_infosets, where);
  return fmt::format(
      "small payoffs are lost beside large ones: {} no more than {:.2g} is at stake, under the tolerance of {:.2g} "
      "({:.2g} of the payoff range {:.4g}), and what is chosen there is not certified; for these moves, put the "
      "payoffs "
      "on one scale or solve that part alone",
      which, small.at_stake, tolerance * range, tolerance, range);
}

}  // namespace demarche
