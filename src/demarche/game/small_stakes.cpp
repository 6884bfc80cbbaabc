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
constexpr double few_wide_roundings = 1e-28;  // where payoffs come with remainders

// The outcomes that are worst and best for one actor of those that can follow; none where the play cannot come at these
// stakes.
struct Prospect {
  OutcomeId low = none<OutcomeTag>;
  OutcomeId high = none<OutcomeTag>;
};

struct Compared {
  const Game& game;
  const Stakes& stakes;
  ActorId actor;

  double value(OutcomeId outcome) const { return payoff(game, stakes, outcome, actor); }
  double apart(OutcomeId one, OutcomeId other) const {
    return (value(one) - value(other)) +
           (remainder_of(game, stakes, one, actor) - remainder_of(game, stakes, other, actor));
  }
};

void widen(const Compared& compared, Prospect& prospect, const Prospect& other) {
  if (other.low == none<OutcomeTag>) return;
  if (prospect.low == none<OutcomeTag>) prospect = other;
  if (compared.apart(other.low, prospect.low) < 0) prospect.low = other.low;
  if (compared.apart(other.high, prospect.high) > 0) prospect.high = other.high;
}

// Parents come before children, so backwards.
Table<NodeId, Prospect> prospects_of(const Compared& compared, const Table<NodeId, std::uint8_t>& within) {
  const Game& game = compared.game;
  Table<NodeId, Prospect> prospects(game.nodes.size());
  for (std::size_t at = game.nodes.size(); at-- > 0;) {
    const Node& node = game.nodes[NodeId{at}];
    const bool ends = node.kind == NodeKind::Terminal && within[NodeId{at}] != 0;
    if (ends) prospects[NodeId{at}] = {node.outcome(), node.outcome()};
    if (at > 0) widen(compared, prospects[node.parent], prospects[NodeId{at}]);
  }
  return prospects;
}

void add_infoset(const Compared& compared, InfosetId id, const Table<NodeId, Prospect>& prospects, double gain,
                 SmallStakes& small) {
  Prospect here;
  for (const NodeId member : members_of(compared.game, compared.game.infosets[id]))
    widen(compared, here, prospects[member]);
  if (here.low == none<OutcomeTag>) return;
  const double at_stake = compared.apart(here.high, here.low);
  const double size = std::max(std::abs(compared.value(here.low)), std::abs(compared.value(here.high)));
  const bool differs = at_stake > size * (compared.stakes.remainders.empty() ? few_roundings : few_wide_roundings);
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
    const Compared compared{game, stakes, ActorId{actor}};
    const Table<NodeId, Prospect> prospects = prospects_of(compared, within);
    for (std::size_t row = 0; row < game.infosets.size(); ++row) {
      const Infoset& infoset = game.infosets[InfosetId{row}];
      if (infoset.actor != ActorId{actor} || infoset.num_actions < 2) continue;
      add_infoset(compared, InfosetId{row}, prospects, gain, small);
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
