#include "demarche/game/recall.h"

#include <fmt/format.h>

namespace demarche {

namespace {

constexpr ActionId no_action = none<struct ActionTag>;
constexpr NodeId no_node = none<struct NodeTag>;

struct Frame {
  NodeId node;
  std::size_t next_child = 0;
};

// Where the walk stands: what each actor did last, and which histories of each set lie on the way or were seen before.
struct Walk {
  std::vector<ActionId> last_move;      // one an actor
  Table<NodeId, ActionId> last_before;  // at decision nodes: the owner's last move before
  Table<InfosetId, NodeId> first_seen;  // first member met
  Table<InfosetId, NodeId> on_path;     // a member between the root and here
  Table<ActionId, InfosetId> set_of;    // where a move is made
};

Walk start(const Game& game) {
  Walk walk;
  walk.last_move.assign(game.num_actors, no_action);
  walk.last_before.resize(game.nodes.size(), no_action);
  walk.first_seen.resize(game.infosets.size(), no_node);
  walk.on_path.resize(game.infosets.size(), no_node);
  walk.set_of.resize(game.num_actions);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      walk.set_of[ActionId{infoset.first_action.value + k}] = InfosetId{row};
    }
  }
  return walk;
}

std::string what_it_did(const Game& game, const Walk& walk, ActionId move) {
  if (move == no_action) return "made no move before";
  return fmt::format("chose `{}` at `{}`", game.names.actions[move.value],
                     game.names.infosets[walk.set_of[move].value]);
}

RecallFailure absent_minded(const Game& game, InfosetId infoset, NodeId first, NodeId second) {
  const std::string& actor = game.names.actors[game.infosets[infoset].actor.value];
  return {infoset, first, second,
          fmt::format("`{}` does not have perfect recall: it can come to information set `{}` twice in one play, and "
                      "would not know that it has already moved there",
                      actor, game.names.infosets[infoset.value])};
}

RecallFailure forgotten_move(const Game& game, const Walk& walk, InfosetId infoset, NodeId first, NodeId second) {
  const std::string& actor = game.names.actors[game.infosets[infoset].actor.value];
  return {infoset, first, second,
          fmt::format("`{}` does not have perfect recall: at information set `{}` it cannot tell a history in which it "
                      "{} from one in which it {}",
                      actor, game.names.infosets[infoset.value], what_it_did(game, walk, walk.last_before[first]),
                      what_it_did(game, walk, walk.last_before[second]))};
}

std::optional<RecallFailure> enter(const Game& game, Walk& walk, NodeId id) {
  const Node& node = game.nodes[id];
  if (node.kind != NodeKind::Decision) return std::nullopt;
  const InfosetId infoset = node.infoset();
  walk.last_before[id] = walk.last_move[game.infosets[infoset].actor.value];
  if (walk.on_path[infoset] != no_node) return absent_minded(game, infoset, walk.on_path[infoset], id);
  walk.on_path[infoset] = id;
  NodeId& first = walk.first_seen[infoset];
  if (first == no_node) first = id;
  if (walk.last_before[first] != walk.last_before[id]) return forgotten_move(game, walk, infoset, first, id);
  return std::nullopt;
}

void leave(const Game& game, Walk& walk, NodeId id) {
  const Node& node = game.nodes[id];
  if (node.kind != NodeKind::Decision) return;
  walk.on_path[node.infoset()] = no_node;
  walk.last_move[game.infosets[node.infoset()].actor.value] = walk.last_before[id];
}

void take(const Game& game, Walk& walk, const Node& node, std::size_t k) {
  if (node.kind != NodeKind::Decision) return;
  const Infoset& infoset = game.infosets[node.infoset()];
  walk.last_move[infoset.actor.value] = ActionId{infoset.first_action.value + k};
}

}  // namespace

std::optional<RecallFailure> find_recall_failure(const Game& game) {
  if (game.nodes.empty()) return std::nullopt;
  Walk walk = start(game);
  std::vector<Frame> path{{NodeId{0}}};
  if (auto failure = enter(game, walk, NodeId{0})) return failure;
  while (!path.empty()) {
    Frame& top = path.back();
    const Node& node = game.nodes[top.node];
    if (top.next_child == node.num_children) {
      leave(game, walk, top.node);
      path.pop_back();
      continue;
    }
    take(game, walk, node, top.next_child);
    const NodeId next = child(node, top.next_child++);
    if (auto failure = enter(game, walk, next)) return failure;
    path.push_back({next});
  }
  return std::nullopt;
}

std::string recall_failure(const Game& game) {
  const auto failure = find_recall_failure(game);
  return failure ? failure->sentence : std::string{};
}

}  // namespace demarche
