#include "demarche/solve/flat/flat_game.h"

#include "demarche/game/relative_stakes.h"
#include "demarche/game/sharpness.h"
#include "demarche/game/within_reach.h"
#include "demarche/solve/flat/disagreement.h"
#include "demarche/solve/flat/form.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

void add_sets(const Game& game, LogitShape& shape) {
  shape.members.resize(game.members.size());
  std::uint32_t first_unknown = 0;
  for (const Infoset& infoset : game.infosets) {
    const auto set = static_cast<std::uint32_t>(shape.sets.size());
    shape.sets.push_back({infoset.actor.value, infoset.first_action.value, infoset.num_actions, infoset.first_member,
                          infoset.num_members, first_unknown});
    first_unknown += infoset.num_actions - 1;
    for (std::uint32_t row = infoset.first_member; row < infoset.first_member + infoset.num_members; ++row) {
      const NodeId node = game.members[row];
      shape.members[row].node = node.value;
      shape.members[row].first_child = game.nodes[node].first_child.value;
      shape.members[row].set = set;
    }
  }
  shape.num_unknowns = first_unknown;
}

void add_inner_nodes(const Game& game, LogitShape& shape) {
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const Node& node = game.nodes[NodeId{n}];
    if (node.kind == NodeKind::Terminal) continue;
    const std::uint32_t first = node.kind == NodeKind::Chance ? game.num_actions + node.first_odds().value
                                                              : game.infosets[node.infoset()].first_action.value;
    shape.inner.push_back({n, node.first_child.value, first, node.num_children});
  }
}

}  // namespace

void link_members(LogitShape& shape) {
  std::vector<std::uint32_t> row_of_node(shape.num_nodes, LogitShape::no_member);
  for (std::uint32_t row = 0; row < shape.members.size(); ++row) row_of_node[shape.members[row].node] = row;
  std::vector<std::uint32_t> earlier(shape.num_nodes, LogitShape::no_member);
  std::vector<std::uint32_t> earlier_move(shape.num_nodes, 0);
  for (const LogitShape::Inner& inner : shape.inner) {
    const std::uint32_t row = row_of_node[inner.node];
    const bool chooses = row != LogitShape::no_member && inner.num_children > 1;
    if (row != LogitShape::no_member) {
      shape.members[row].earlier = earlier[inner.node];
      shape.members[row].earlier_move = earlier_move[inner.node];
    }
    for (std::uint32_t k = 0; k < inner.num_children; ++k) {
      earlier[inner.first_child + k] = chooses ? row : earlier[inner.node];
      earlier_move[inner.first_child + k] = chooses ? k : earlier_move[inner.node];
    }
  }
  for (LogitShape::Way& way : shape.ways) {
    way.earlier = earlier[way.node];
    way.earlier_move = earlier_move[way.node];
  }
}

namespace {

constexpr double few_roundings = 4 * std::numeric_limits<double>::epsilon();

// Whether payoffs are what they are in doubles, and differ by more than rounding or not at all from 0.
bool are_plain(const Stakes& stakes, const std::vector<double>& low, const std::vector<double>& high) {
  if (!stakes.remainders.empty()) return false;
  for (std::size_t i = 0; i < low.size(); ++i)
    if (high[i] != low[i] && high[i] - low[i] <= few_roundings * std::max(std::abs(low[i]), std::abs(high[i])))
      return false;
  return true;
}

}  // namespace

void scale_payoffs(const Game& game, const Stakes& stakes, LogitStakes& scaled) {
  const std::size_t num_actors = game.num_actors;
  std::vector<double> low(num_actors, std::numeric_limits<double>::infinity());
  std::vector<double> high(num_actors, -std::numeric_limits<double>::infinity());
  const Table<NodeId, std::uint8_t> within = nodes_within_reach(game, stakes);
  for (std::size_t n = 0; n < game.nodes.size(); ++n) {
    const Node& node = game.nodes[NodeId{n}];
    if (node.kind != NodeKind::Terminal || within[NodeId{n}] == 0) continue;
    for (std::size_t i = 0; i < num_actors; ++i) {
      const double value = payoff(game, stakes, node.outcome(), ActorId{i});
      low[i] = std::min(low[i], value);
      high[i] = std::max(high[i], value);
    }
  }
  if (!are_plain(stakes, low, high)) {
    std::optional<Stakes> relative = relative_stakes(game, stakes);
    if (relative) return scale_payoffs(game, *relative, scaled);
  }
  const Table<ActorId, double> sharpness = sharpness_of(stakes.precisions);
  double range = 0;
  for (std::size_t i = 0; i < num_actors; ++i) range = std::max(range, sharpness_of(sharpness, i) * (high[i] - low[i]));
  scaled.range = range > 0 ? range : 1;
  scaled.values.assign(game.nodes.size() * num_actors, 0.0);
  for (std::size_t n = 0; n < game.nodes.size(); ++n) {
    const Node& node = game.nodes[NodeId{n}];
    if (node.kind != NodeKind::Terminal) continue;
    for (std::size_t i = 0; i < num_actors; ++i) {
      const double centre = low[i] + (high[i] - low[i]) / 2;
      const double beside = payoff(game, stakes, node.outcome(), ActorId{i}) - centre;
      scaled.values[n * num_actors + i] = sharpness_of(sharpness, i) * beside / scaled.range;
    }
  }
}

namespace {

// A history that stands for others is met the ways that take the fewest of the moves that chance never makes.
void mark_possible_ways(const LogitShape& shape, const LogitShape::Merge& merge, std::vector<std::uint32_t>& trembles,
                        LogitStakes& scaled) {
  std::uint32_t fewest = 0xFFFFFFFF;
  for (std::size_t way = merge.first_way; way < merge.first_way + merge.num_ways; ++way)
    fewest = std::min(fewest, trembles[shape.ways[way].node]);
  for (std::size_t way = merge.first_way; way < merge.first_way + merge.num_ways; ++way)
    scaled.possible_ways[way] = trembles[shape.ways[way].node] == fewest ? 1 : 0;
  trembles[shape.inner[merge.inner].node] = fewest;
}

void mark_possible(const LogitShape& shape, LogitStakes& scaled) {
  std::vector<std::uint32_t> trembles(shape.num_nodes, 0);
  scaled.possible_ways.assign(shape.ways.size(), 1);
  auto merge = shape.merges.begin();
  for (std::size_t row = 0; row < shape.inner.size(); ++row) {
    const LogitShape::Inner& inner = shape.inner[row];
    if (merge != shape.merges.end() && merge->inner == row) mark_possible_ways(shape, *merge++, trembles, scaled);
    for (std::uint32_t k = 0; k < inner.num_children; ++k) {
      const std::size_t coefficient = inner.first_coefficient + k;
      const bool never = coefficient >= shape.num_actions && !(scaled.odds[coefficient - shape.num_actions] > 0);
      trembles[inner.first_child + k] = trembles[inner.node] + (never ? 1 : 0);
    }
  }
  scaled.possible.assign(shape.members.size(), 0);
  for (const LogitShape::Set& set : shape.sets) {
    std::uint32_t fewest = 0xFFFFFFFF;
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row)
      fewest = std::min(fewest, trembles[shape.members[row].node]);
    for (std::size_t row = set.first_member; row < set.first_member + set.num_members; ++row)
      scaled.possible[row] = trembles[shape.members[row].node] == fewest ? 1 : 0;
  }
}

void multiply_chance(const LogitShape& shape, LogitStakes& scaled) {
  std::vector<double> since(shape.num_nodes, 1.0);
  for (const LogitShape::Inner& inner : shape.inner) {
    const bool chance = inner.first_coefficient >= shape.num_actions;
    const bool chooses = !chance && inner.num_children > 1;
    for (std::uint32_t k = 0; k < inner.num_children; ++k) {
      const double odds = chance ? scaled.odds[inner.first_coefficient + k - shape.num_actions] : 1.0;
      since[inner.first_child + k] = chooses ? 1.0 : since[inner.node] * odds;
    }
  }
  scaled.chance_since.resize(shape.members.size());
  for (std::size_t row = 0; row < shape.members.size(); ++row)
    scaled.chance_since[row] = since[shape.members[row].node];
  scaled.chance_of_ways.clear();
  for (const LogitShape::Way& way : shape.ways) scaled.chance_of_ways.push_back(since[way.node]);
}

}  // namespace

void work_out_chance(const LogitShape& shape, LogitStakes& scaled) {
  scaled.log_odds.clear();
  for (const double odds : scaled.odds) scaled.log_odds.push_back(odds > 0 ? std::log(odds) : 0.0);
  mark_possible(shape, scaled);
  multiply_chance(shape, scaled);
}

LogitShape logit_shape(const Game& game) {
  LogitShape shape{flat_form};
  shape.num_nodes = game.nodes.size();
  shape.num_actors = game.num_actors;
  shape.num_actions = game.num_actions;
  shape.num_odds = game.num_odds;
  add_sets(game, shape);
  add_inner_nodes(game, shape);
  link_members(shape);
  return shape;
}

LogitStakes logit_stakes(const Game& game, const LogitShape& shape, const Stakes& stakes) {
  LogitStakes scaled;
  scale_payoffs(game, stakes, scaled);
  take_thoughts(game, shape, stakes, scaled);
  scaled.odds.assign(stakes.odds.begin(), stakes.odds.end());
  work_out_chance(shape, scaled);
  return scaled;
}

}  // namespace demarche
