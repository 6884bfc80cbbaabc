#include "demarche/game/names.h"

#include <algorithm>
#include <vector>

namespace demarche {

std::string infoset_label(const Game& game, InfosetId infoset) {
  const GameNames& names = game.names;
  if (infoset.value < names.infosets.size() && !names.infosets[infoset.value].empty()) {
    return names.infosets[infoset.value];
  }
  if (infoset.value < names.infoset_numbers.size()) return std::to_string(names.infoset_numbers[infoset.value]);
  return std::to_string(infoset.value + 1);
}

std::string infoset_in_brief(const Game& game, InfosetId infoset) {
  std::string label = infoset_label(game, infoset);
  const std::size_t bar = label.find(" | ");
  if (bar == std::string::npos) return label;
  const std::size_t comma = label.rfind(", ");
  const std::string last = label.substr(comma == std::string::npos || comma < bar ? bar + 3 : comma + 2);
  const std::size_t equals = last.find('=');
  const std::string seen =
      equals == std::string::npos ? last : last.substr(0, equals) + " is " + last.substr(equals + 1);
  return label.substr(0, bar) + " after " + seen;
}

std::string actor_name(const Game& game, ActorId actor) {
  const std::vector<std::string>& names = game.names.actors;
  return actor.value < names.size() && !names[actor.value].empty() ? names[actor.value]
                                                                   : std::to_string(actor.value + 1);
}

std::string action_name(const Game& game, const Infoset& infoset, std::uint32_t k) {
  const std::size_t row = std::size_t{infoset.first_action.value} + k;
  const bool named = row < game.names.actions.size() && !game.names.actions[row].empty();
  return named ? game.names.actions[row] : std::to_string(k + 1);
}

namespace {

// The moves that lead to a node, the first one first.
std::vector<std::string> moves_to(const Game& game, NodeId node) {
  std::vector<std::string> moves;
  for (; node.value != 0; node = game.nodes[node].parent) {
    const Node& above = game.nodes[game.nodes[node].parent];
    const std::uint32_t k = node.value - above.first_child.value;
    const std::size_t odds = std::size_t{above.owner} + k;
    const bool named = odds < game.names.odds.size() && !game.names.odds[odds].empty();
    if (above.kind == NodeKind::Decision) moves.push_back(action_name(game, game.infosets[above.infoset()], k));
    else moves.push_back(named ? game.names.odds[odds] : std::to_string(k + 1));
  }
  std::ranges::reverse(moves);
  return moves;
}

}  // namespace

std::string told_apart(const Game& game, NodeId history, NodeId other) {
  const std::vector<std::string> moves = moves_to(game, history);
  const std::vector<std::string> others = moves_to(game, other);
  std::string text;
  for (std::size_t k = 0; k < moves.size(); ++k) {
    if (k < others.size() && others[k] == moves[k]) continue;
    text += (text.empty() ? "" : ", ") + moves[k];
  }
  return text;
}

}  // namespace demarche
