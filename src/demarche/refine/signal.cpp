#include "demarche/refine/signal.h"

#include "demarche/game/chance_of_move.h"
#include "demarche/game/worths.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

namespace demarche {
namespace {

// Moves between which their hearers cannot tell, and the sets at which these have heard them.
struct Message {
  std::set<ActionId> moves;
  std::set<InfosetId> heard_at;
};

// A game at a profile, and what follows from it.
struct Profile {
  const Game& game;
  const Stakes& stakes;
  const Strategy& strategy;
  const Certificate& certificate;
  Table<ActionId, InfosetId> set_of;
  double margin = 0;  // differences in payoffs that count for nothing
  // Counted from the actor's first outcome, as all payoffs here; worked out for the first message that is unused.
  Table<ActorId, Table<NodeId, double>> expected;
};

Table<ActionId, InfosetId> sets_of_actions(const Game& game) {
  Table<ActionId, InfosetId> sets(game.num_actions);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    for (std::size_t k = 0; k < infoset.num_actions; ++k)
      sets[ActionId{infoset.first_action.value + k}] = InfosetId{row};
  }
  return sets;
}

// The last move of an actor before a history, with nothing but chance since.
std::optional<ActionId> move_before(const Game& game, NodeId at) {
  while (at.value != 0) {
    const NodeId parent = game.nodes[at].parent;
    const Node& before = game.nodes[parent];
    if (before.kind == NodeKind::Decision) {
      const std::size_t k = at.value - before.first_child.value;
      return ActionId{game.infosets[before.infoset()].first_action.value + k};
    }
    at = parent;
  }
  return std::nullopt;
}

// The moves that are heard at a set, in order; empty where it is no reply to one other actor.
std::vector<ActionId> moves_heard_at(const Profile& at, const Infoset& hearing) {
  std::vector<ActionId> moves;
  ActorId sender = hearing.actor;
  for (const NodeId member : members_of(at.game, hearing)) {
    const auto move = move_before(at.game, member);
    if (!move) return {};
    if (!moves.empty() && moves.back() == *move) continue;
    const ActorId mover = at.game.infosets[at.set_of[*move]].actor;
    if (mover == hearing.actor || (!moves.empty() && mover != sender)) return {};
    sender = mover;
    moves.push_back(*move);
  }
  std::ranges::sort(moves);
  moves.erase(std::unique(moves.begin(), moves.end()), moves.end());
  return moves;
}

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t one) {
  while (parents[one] != one) one = parents[one] = parents[parents[one]];
  return one;
}

// Sets that hear a move in common hear one message. In the order of their first moves.
std::vector<Message> messages_of(const Profile& at) {
  std::vector<std::size_t> parents(at.game.num_actions);
  std::iota(parents.begin(), parents.end(), std::size_t{0});
  std::vector<std::pair<InfosetId, std::vector<ActionId>>> heard;
  for (std::size_t row = 0; row < at.game.infosets.size(); ++row) {
    std::vector<ActionId> moves = moves_heard_at(at, at.game.infosets[InfosetId{row}]);
    if (moves.empty()) continue;
    for (const ActionId move : moves) {
      const std::size_t one = root_of(parents, moves.front().value), other = root_of(parents, move.value);
      parents[std::max(one, other)] = std::min(one, other);
    }
    heard.emplace_back(InfosetId{row}, std::move(moves));
  }
  std::map<std::size_t, Message> messages;
  for (const auto& [set, moves] : heard) {
    Message& whole = messages[root_of(parents, moves.front().value)];
    whole.moves.insert(moves.begin(), moves.end());
    whole.heard_at.insert(set);
  }
  std::vector<Message> all;
  for (auto& [root, message] : messages) all.push_back(std::move(message));
  return all;
}

bool is_unused(const Profile& at, const Message& message) {
  return std::ranges::all_of(message.moves,
                             [&](ActionId move) { return probability(at.strategy, move) <= unused_below; });
}

bool is_met(const Profile& at, InfosetId set) { return at.certificate.log_reaches[set] > std::log(unused_below); }

double value_at(const Profile& at, InfosetId set) {
  const Infoset& infoset = at.game.infosets[set];
  double value = 0;
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{infoset.first_action.value + k};
    const double share = probability(at.strategy, action);
    if (share > 0) value += share * at.certificate.action_values[action];
  }
  return value - payoff(at.game, at.stakes, OutcomeId{}, infoset.actor);
}

// The types that are met; each of them has one move that sends the message, else there are none.
std::vector<SignalType> types_of(const Profile& at, const Message& message) {
  std::vector<SignalType> types;
  std::set<InfosetId> sets;
  for (const ActionId move : message.moves) {
    const InfosetId set = at.set_of[move];
    if (!sets.insert(set).second) return {};
    if (is_met(at, set)) types.push_back({set, move, value_at(at, set)});
  }
  return types;
}

// Whether the moves made behind a reply are the best there are whatever is believed.
bool is_settled_behind(const Profile& at, NodeId reply) {
  std::vector<NodeId> waiting;
  const auto push_children = [&](const Node& node) {
    for (std::size_t k = 0; k < node.num_children; ++k) waiting.push_back(child(node, k));
  };
  push_children(at.game.nodes[reply]);
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    const Node& node = at.game.nodes[id];
    push_children(node);
    if (node.kind != NodeKind::Decision) continue;
    const auto& expected = at.expected[at.game.infosets[node.infoset()].actor];
    for (std::size_t k = 0; k < node.num_children; ++k) {
      if (expected[child(node, k)] > expected[id] + at.margin) return false;
    }
  }
  return true;
}

Signal begin_signal(const Profile& at, const Message& message, std::vector<SignalType> types) {
  Signal signal;
  signal.sender = at.game.infosets[types.front().set].actor;
  signal.receiver = at.game.infosets[*message.heard_at.begin()].actor;
  signal.types = std::move(types);
  signal.replies.assign(message.heard_at.begin(), message.heard_at.end());
  std::vector<std::vector<double>> nothing;
  for (const InfosetId set : signal.replies) nothing.emplace_back(at.game.infosets[set].num_actions, 0.0);
  signal.without_reply.assign(signal.types.size(), 0);
  signal.to_sender.assign(signal.types.size(), nothing);
  signal.to_receiver = signal.to_sender;
  return signal;
}

void add_reply(const Profile& at, Signal& signal, std::size_t type, std::size_t reply, const Node& node,
               double weight) {
  for (std::size_t k = 0; k < node.num_children; ++k) {
    signal.to_sender[type][reply][k] += weight * at.expected[signal.sender][child(node, k)];
    signal.to_receiver[type][reply][k] += weight * at.expected[signal.receiver][child(node, k)];
  }
}

// Follows the message of a type from one of its histories, through chance alone; false where somebody else moves next.
bool follow(const Profile& at, Signal& signal, std::size_t type, NodeId id, double weight) {
  const Node& node = at.game.nodes[id];
  if (node.kind == NodeKind::Terminal) {
    signal.without_reply[type] += weight * at.expected[signal.sender][id];
    return true;
  }
  if (node.kind == NodeKind::Decision) {
    const auto found = std::ranges::find(signal.replies, node.infoset());
    if (found == signal.replies.end() || !is_settled_behind(at, id)) return false;
    add_reply(at, signal, type, static_cast<std::size_t>(found - signal.replies.begin()), node, weight);
    return true;
  }
  for (std::size_t k = 0; k < node.num_children; ++k) {
    const double share = chance_of_move(at.game, at.stakes, at.strategy, node, k);
    if (share > 0 && !follow(at, signal, type, child(node, k), weight * share)) return false;
  }
  return true;
}

bool follow_type(const Profile& at, Signal& signal, std::size_t type) {
  const Infoset& infoset = at.game.infosets[signal.types[type].set];
  const std::size_t k = signal.types[type].sends.value - infoset.first_action.value;
  for (std::size_t row = 0; row < infoset.num_members; ++row) {
    const double belief = at.certificate.beliefs[infoset.first_member + row];
    if (belief <= 0) continue;
    const Node& member = at.game.nodes[at.game.members[infoset.first_member + row]];
    if (!follow(at, signal, type, child(member, k), belief)) return false;
  }
  return true;
}

std::optional<Signal> signal_of(const Profile& at, const Message& message, std::vector<SignalType> types) {
  const bool one_hears = std::ranges::all_of(message.heard_at, [&](InfosetId set) {
    return at.game.infosets[set].actor == at.game.infosets[*message.heard_at.begin()].actor;
  });
  if (!one_hears || types.empty()) return std::nullopt;
  Signal signal = begin_signal(at, message, std::move(types));
  for (std::size_t type = 0; type < signal.types.size(); ++type) {
    if (!follow_type(at, signal, type)) return std::nullopt;
  }
  return signal;
}

// Whether whoever hears the message knows which move it was: of moves at once it does not.
bool can_be_told_apart(const Profile& at, const Message& message) {
  std::set<InfosetId> sets;
  return std::ranges::all_of(message.moves, [&](ActionId move) { return sets.insert(at.set_of[move]).second; });
}

Table<ActorId, Table<NodeId, double>> worths_of_all(const Game& game, const Stakes& stakes, const Strategy& strategy) {
  Table<ActorId, Table<NodeId, double>> worths;
  for (std::size_t row = 0; row < game.num_actors; ++row)
    worths.push_back(worths_of(game, stakes, strategy, ActorId{row}));
  return worths;
}

std::optional<Signal> signal_at(Profile& at, const Message& message) {
  if (at.expected.empty()) at.expected = worths_of_all(at.game, at.stakes, at.strategy);
  return signal_of(at, message, types_of(at, message));
}

bool somebody_may_send(const Profile& at, const Message& message) {
  std::set<InfosetId> met;
  for (const ActionId move : message.moves) {
    if (is_met(at, at.set_of[move])) met.insert(at.set_of[move]);
  }
  return met.size() > 1;  // else there is nothing to find out about types
}

}  // namespace

UnusedSignals unused_signals(const Game& game, const Stakes& stakes, const Strategy& strategy,
                             const Certificate& certificate) {
  const double margin = 1e-6 * certificate.payoff_range + certificate.max_gain;
  Profile at{game, stakes, strategy, certificate, sets_of_actions(game), margin, {}};
  UnusedSignals unused;
  for (const Message& message : messages_of(at)) {
    if (!somebody_may_send(at, message)) continue;
    if (!is_unused(at, message)) unused.num_used += can_be_told_apart(at, message) ? 1U : 0U;
    else if (!stakes.thoughts.empty()) ++unused.num_others;
    else if (auto signal = signal_at(at, message)) unused.signals.push_back(std::move(*signal));
    else ++unused.num_others;
  }
  return unused;
}

}  // namespace demarche
