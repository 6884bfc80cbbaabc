#include "demarche/certify/mistakes.h"

#include "demarche/certify/large_payoffs.h"
#include "demarche/certify/moves.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace demarche {
namespace {

constexpr Real rounding_of_worth = 64 * std::numeric_limits<double>::epsilon();

// What follows a node, for one actor.
struct Outlook {
  Real worth = 0;
  Real size = 0;     // of the payoffs met
  Real turning = 0;  // by how much others' later choices change what it is worth, in the mean and by size
};

// A strategy to be judged, without what is too unlikely.
struct Trimmed {
  Moves moves;
  std::vector<Real> beliefs;  // one a row of Game::members
};

// Leaves out shares up to `least` of a distribution.
void trim(std::span<Real> shares, Real least) {
  Real sum = 0;
  for (Real& share : shares) {
    if (share <= least) share = 0;
    sum += share;
  }
  if (sum > 0)
    for (Real& share : shares) share /= sum;
}

Trimmed trimmed(const Game& game, Moves moves, const Certificate& certificate, double least) {
  Trimmed made{std::move(moves), {certificate.beliefs.begin(), certificate.beliefs.end()}};
  for (const Infoset& infoset : game.infosets) {
    trim({made.moves.actions.data() + infoset.first_action.value, infoset.num_actions}, least);
    trim({made.beliefs.data() + infoset.first_member, infoset.num_members}, least);
  }
  return made;
}

// Parents come before children, so backwards.
Table<NodeId, Outlook> outlooks_for(const Game& game, const Stakes& stakes, const Moves& moves, ActorId actor) {
  Table<NodeId, Outlook> outlooks(game.nodes.size());
  for (std::size_t at = game.nodes.size(); at-- > 0;) {
    const Node& node = game.nodes[NodeId{at}];
    Outlook& here = outlooks[NodeId{at}];
    if (node.kind == NodeKind::Terminal) {
      here.worth = payoff(game, stakes, node.outcome(), actor);
      here.size = std::abs(static_cast<double>(here.worth));
      continue;
    }
    const Real* weights = first_move(game, node, moves.odds, moves.actions);
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const Outlook& next = outlooks[child(node, k)];
      here.worth += weights[k] * next.worth;
      here.size += weights[k] * next.size;
      here.turning += weights[k] * next.turning;
    }
    const bool others_choose = node.kind == NodeKind::Decision && game.infosets[node.infoset()].actor != actor;
    for (std::size_t k = 0; k < node.num_children && others_choose; ++k) {
      const Real change = outlooks[child(node, k)].worth - here.worth;
      here.turning += weights[k] * (change < 0 ? -change : change);
    }
  }
  return outlooks;
}

// By one move, over the histories that are believed in.
Outlook outlook_of(const Game& game, const Infoset& infoset, std::size_t move, const std::vector<Real>& beliefs,
                   const Table<NodeId, Outlook>& outlooks) {
  Outlook sum;
  for (std::size_t member = infoset.first_member; member < infoset.first_member + infoset.num_members; ++member) {
    const Outlook& next = outlooks[child(game.nodes[game.members[member]], move)];
    sum.worth += beliefs[member] * next.worth;
    sum.size += beliefs[member] * next.size;
    sum.turning += beliefs[member] * next.turning;
  }
  return sum;
}

// What the histories of the set are worth by one move more than by another, by size.
Real apart_by_history(const Game& game, const Infoset& infoset, std::pair<std::size_t, std::size_t> pair,
                      const std::vector<Real>& beliefs, const Table<NodeId, Outlook>& outlooks) {
  Real sum = 0;
  for (std::size_t member = infoset.first_member; member < infoset.first_member + infoset.num_members; ++member) {
    const Node& node = game.nodes[game.members[member]];
    const Real apart = outlooks[child(node, pair.first)].worth - outlooks[child(node, pair.second)].worth;
    sum += beliefs[member] * (apart < 0 ? -apart : apart);
  }
  return sum;
}

double share_at(const Game& game, InfosetId id, const Strategy& strategy, const std::vector<Real>& beliefs,
                const Table<NodeId, Outlook>& outlooks) {
  const Infoset& infoset = game.infosets[id];
  std::vector<Outlook> moves;
  for (std::size_t k = 0; k < infoset.num_actions; ++k)
    moves.push_back(outlook_of(game, infoset, k, beliefs, outlooks));
  const auto top = static_cast<std::size_t>(std::ranges::max_element(moves, {}, &Outlook::worth) - moves.begin());
  Real share = 0;
  for (std::size_t k = 0; k < moves.size(); ++k) {
    const Real edge = moves[top].worth - moves[k].worth;
    if (edge <= rounding_of_worth * std::max(moves[top].size, moves[k].size)) continue;
    const Real at_stake =
        apart_by_history(game, infoset, {top, k}, beliefs, outlooks) + moves[top].turning + moves[k].turning;
    share += Real{probability(strategy, ActionId{infoset.first_action.value + k})} * edge / at_stake;
  }
  return static_cast<double>(share);
}

// Whether moves that are not the best one may have more than `share` at a set within reach.
bool is_suspect(const Game& game, InfosetId id, const Strategy& strategy, const Certificate& certificate,
                double share) {
  if (!is_within_reach(certificate, id) || !(certificate.gains[id] > 0)) return false;
  const Infoset& infoset = game.infosets[id];
  ActionId best = infoset.first_action;
  for (std::size_t k = 1; k < infoset.num_actions; ++k) {
    const ActionId action{infoset.first_action.value + k};
    if (certificate.action_values[action] > certificate.action_values[best]) best = action;
  }
  return 1 - probability(strategy, best) > share;
}

std::vector<InfosetId> suspects_of(const Game& game, ActorId actor, const Strategy& strategy,
                                   const Certificate& certificate, double share) {
  std::vector<InfosetId> suspects;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const InfosetId id{row};
    if (game.infosets[id].actor == actor && is_suspect(game, id, strategy, certificate, share)) suspects.push_back(id);
  }
  return suspects;
}

}  // namespace

std::optional<Mistake> worst_mistake(const Game& game, const Stakes& stakes, const Strategy& strategy,
                                     const Certificate& certificate, const Unlikely& unlikely) {
  if (const auto without = without_bases(game, stakes))
    return worst_mistake(game, without->stakes, strategy, certificate, unlikely);
  std::optional<Mistake> worst;
  std::optional<Trimmed> whole;
  std::optional<Trimmed> likely;
  for (std::size_t row = 0; row < game.num_actors; ++row) {
    const ActorId actor{row};
    const std::vector<InfosetId> suspects = suspects_of(game, actor, strategy, certificate, unlikely.share);
    if (suspects.empty()) continue;
    if (!whole) whole = trimmed(game, weigh_moves(stakes, strategy), certificate, 0);
    if (!likely) likely = trimmed(game, whole->moves, certificate, unlikely.probability);
    const Table<NodeId, Outlook> of_whole = outlooks_for(game, stakes, as_seen_by(actor, stakes, whole->moves), actor);
    const Table<NodeId, Outlook> of_likely =
        outlooks_for(game, stakes, as_seen_by(actor, stakes, likely->moves), actor);
    for (const InfosetId id : suspects) {
      const double share = std::min(share_at(game, id, strategy, whole->beliefs, of_whole),
                                    share_at(game, id, strategy, likely->beliefs, of_likely));
      if (share > unlikely.share && (!worst || share > worst->share)) worst = Mistake{id, share};
    }
  }
  return worst;
}

}  // namespace demarche
