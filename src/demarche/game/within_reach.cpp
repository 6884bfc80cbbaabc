#include "demarche/game/within_reach.h"

#include <algorithm>

namespace demarche {
namespace {

template <class Odds>
bool has_zero(const Odds& odds) {
  return std::ranges::find(odds, 0.0) != odds.end();
}

}  // namespace

Table<NodeId, std::uint8_t> nodes_within_reach(const Game& game, const Stakes& stakes) {
  Table<NodeId, std::uint8_t> within(game.nodes.size(), 1);
  if (!has_zero(stakes.odds)) return within;
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const Node& node = game.nodes[NodeId{row}];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const bool happens = node.kind != NodeKind::Chance || stakes.odds[OddsId{node.first_odds().value + k}] != 0;
      within[child(node, k)] = happens ? within[NodeId{row}] : 0;
    }
  }
  return within;
}

std::vector<std::uint8_t> nodes_within_reach(const PublicGame& game, const PublicStakes& stakes) {
  std::vector<std::uint8_t> within(game.nodes.size(), 1);
  if (!has_zero(stakes.odds)) return within;
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const PublicNode& node = game.nodes[row];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const bool happens = node.kind != NodeKind::Chance || stakes.odds[OddsId{node.owner + k}] != 0;
      within[node.first_child + k] = happens ? within[row] : 0;
    }
  }
  return within;
}

Table<InfosetId, std::uint8_t> infosets_within_reach(const Game& game, const Stakes& stakes) {
  const Table<NodeId, std::uint8_t> nodes = nodes_within_reach(game, stakes);
  Table<InfosetId, std::uint8_t> within(game.infosets.size(), 0);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const auto members = members_of(game, game.infosets[InfosetId{row}]);
    within[InfosetId{row}] = std::ranges::any_of(members, [&](NodeId member) { return nodes[member] != 0; });
  }
  return within;
}

Table<InfosetId, std::uint8_t> infosets_within_reach(const PublicGame& game, const PublicStakes& stakes) {
  const std::vector<std::uint8_t> nodes = nodes_within_reach(game, stakes);
  Table<InfosetId, std::uint8_t> within(game.num_infosets, 0);
  for (const PublicDecision& decision : game.decisions) {
    const std::vector<double>& prior = stakes.priors[decision.actor];
    for (std::size_t type = 0; type < prior.size(); ++type) {
      const bool can_be = nodes[decision.node] != 0 && prior[type] > 0;
      within[InfosetId{decision.first_infoset.value + type}] = can_be ? 1 : 0;
    }
  }
  return within;
}

}  // namespace demarche
