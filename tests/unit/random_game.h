#pragma once

#include "demarche/game/game.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace demarche::test {

// SplitMix64 (Steele, Lea & Flood 2014): the same numbers on every machine.
struct Draws {
  std::uint64_t state = 0;

  std::uint64_t next() {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(next() % bound); }
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
};

struct RandomGameOptions {
  std::uint64_t seed = 1;
  std::uint32_t num_actors = 3;
  std::uint32_t max_depth = 6;
  std::size_t max_nodes = 400;
  double share_of_zero_odds = 0;  // of chance nodes whose last move has odds 0
};

struct RandomGame {
  Game game;
  Stakes stakes;
};

namespace detail {

struct Growth {
  RandomGameOptions options;
  Draws dice;
  RandomGame made;
  std::vector<std::vector<std::string>> seen;  // one a node: what each actor has seen and done
  std::vector<std::uint32_t> depth;            // one a node
  std::map<std::pair<std::uint32_t, std::string>, InfosetId> set_of;
  std::map<std::string, char> sight;  // depth, mover and watcher -> what the watcher sees
};

// A watcher sees each move in full, in part or not at all; which, depends on the depth, the mover and the watcher.
inline std::string what_is_seen(Growth& growth, std::uint32_t depth, std::uint32_t mover, std::uint32_t watcher,
                                std::size_t move) {
  const std::string key = std::to_string(depth) + "," + std::to_string(mover) + "," + std::to_string(watcher);
  const char kind = growth.sight.try_emplace(key, "fph"[growth.dice.below(3)]).first->second;
  if (kind == 'h') return {};
  return "s" + std::to_string(kind == 'f' ? move : move / 2) + ";";
}

inline void add_children(Growth& growth, NodeId parent, std::uint32_t mover, std::size_t num_moves) {
  Table<NodeId, Node>& nodes = growth.made.game.nodes;
  nodes[parent].first_child = NodeId{nodes.size()};
  nodes[parent].num_children = static_cast<std::uint16_t>(num_moves);
  const std::uint32_t depth = growth.depth[parent.value];
  for (std::size_t k = 0; k < num_moves; ++k) {
    Node node;
    node.parent = parent;
    nodes.push_back(node);
    growth.depth.push_back(depth + 1);
    std::vector<std::string> seen = growth.seen[parent.value];
    for (std::uint32_t actor = 0; actor < seen.size(); ++actor) {
      seen[actor] += actor == mover ? "m" + std::to_string(k) + ";" : what_is_seen(growth, depth, mover, actor, k);
    }
    growth.seen.push_back(std::move(seen));
  }
}

inline void make_terminal(Growth& growth, NodeId id) {
  Game& game = growth.made.game;
  ++game.num_terminals;
  const bool shares = game.num_outcomes > 0 && growth.dice.below(8) == 0;
  game.nodes[id].owner = shares ? growth.dice.below(game.num_outcomes) : game.num_outcomes;
  if (shares) return;
  game.names.outcomes.push_back("o" + std::to_string(game.num_outcomes++));
  for (std::uint32_t k = 0; k < growth.options.num_actors; ++k) {
    growth.made.stakes.payoffs.push_back(2 * growth.dice.uniform() - 1);
  }
}

inline void make_chance(Growth& growth, NodeId id) {
  Game& game = growth.made.game;
  const std::uint32_t num_moves = 2 + growth.dice.below(2);
  game.nodes[id].kind = NodeKind::Chance;
  game.nodes[id].owner = game.num_odds;
  std::vector<double> odds(num_moves);
  double sum = 0;
  for (double& each : odds) sum += each = 0.1 + growth.dice.uniform();
  if (growth.dice.uniform() < growth.options.share_of_zero_odds) {
    sum -= odds.back();
    odds.back() = 0;
  }
  for (std::uint32_t k = 0; k < num_moves; ++k) {
    growth.made.stakes.odds.push_back(odds[k] / sum);
    game.names.odds.push_back("c" + std::to_string(k));
  }
  game.num_odds += num_moves;
  add_children(growth, id, growth.options.num_actors, num_moves);
}

inline InfosetId find_set(Growth& growth, std::uint32_t actor, const std::string& seen) {
  Game& game = growth.made.game;
  const auto [entry, is_new] = growth.set_of.try_emplace({actor, seen}, InfosetId{game.infosets.size()});
  if (!is_new) return entry->second;
  const std::uint32_t num_actions = growth.dice.below(8) == 0 ? 1 : 2 + growth.dice.below(2);
  game.infosets.push_back({ActorId{actor}, ActionId{game.num_actions}, num_actions, 0, 0});
  game.names.infosets.push_back("saw " + (seen.empty() ? "nothing" : seen));
  for (std::uint32_t k = 0; k < num_actions; ++k) game.names.actions.push_back("m" + std::to_string(k));
  game.num_actions += num_actions;
  return entry->second;
}

inline void make_decision(Growth& growth, NodeId id) {
  Game& game = growth.made.game;
  const std::uint32_t actor = growth.dice.below(growth.options.num_actors);
  const InfosetId set = find_set(growth, actor, growth.seen[id.value][actor]);
  game.nodes[id].kind = NodeKind::Decision;
  game.nodes[id].owner = set.value;
  ++game.infosets[set].num_members;
  add_children(growth, id, actor, game.infosets[set].num_actions);
}

inline void make_node(Growth& growth, NodeId id) {
  const std::uint32_t depth = growth.depth[id.value];
  const bool full = growth.made.game.nodes.size() >= growth.options.max_nodes || depth >= growth.options.max_depth;
  const std::uint32_t roll = growth.dice.below(10);
  if (full || (depth > 1 && roll == 0)) return make_terminal(growth, id);
  if (roll < 3) return make_chance(growth, id);
  make_decision(growth, id);
}

inline void list_members(Game& game) {
  std::uint32_t total = 0;
  for (Infoset& infoset : game.infosets) {
    infoset.first_member = total;
    total += std::exchange(infoset.num_members, 0);
  }
  game.members.resize(total);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    if (game.nodes[NodeId{at}].kind != NodeKind::Decision) continue;
    Infoset& infoset = game.infosets[game.nodes[NodeId{at}].infoset()];
    game.members[infoset.first_member + infoset.num_members++] = NodeId{at};
  }
}

}  // namespace detail

// A game of perfect recall: an information set is all that its actor has seen and done. Moves of chance and of the
// others are seen in full, in part or not at all. The same options make the same game everywhere.
inline RandomGame random_game(const RandomGameOptions& options) {
  detail::Growth growth;
  growth.options = options;
  growth.dice.state = options.seed;
  Game& game = growth.made.game;
  game.num_actors = options.num_actors;
  game.names.title = "random " + std::to_string(options.seed);
  for (std::uint32_t actor = 0; actor < options.num_actors; ++actor) {
    game.names.actors.push_back("A" + std::to_string(actor + 1));
  }
  game.nodes.push_back(Node{});
  growth.seen.emplace_back(options.num_actors);
  growth.depth.push_back(0);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) detail::make_node(growth, NodeId{at});
  detail::list_members(game);
  return std::move(growth.made);
}

// Log-probabilities that differ by up to 2 spread within a set.
inline Strategy random_strategy(const Game& game, std::uint64_t seed, double spread = 1) {
  Draws dice{seed};
  Strategy strategy{Table<ActionId, double>(game.num_actions)};
  for (const Infoset& infoset : game.infosets) {
    double* logs = strategy.log_probability.data() + infoset.first_action.value;
    for (std::size_t k = 0; k < infoset.num_actions; ++k) logs[k] = spread * (2 * dice.uniform() - 1);
    const double highest = *std::max_element(logs, logs + infoset.num_actions);
    double sum = 0;
    for (std::size_t k = 0; k < infoset.num_actions; ++k) sum += std::exp(logs[k] - highest);
    for (std::size_t k = 0; k < infoset.num_actions; ++k) logs[k] -= highest + std::log(sum);
  }
  return strategy;
}

}  // namespace demarche::test
