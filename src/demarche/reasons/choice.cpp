#include "demarche/reasons/choice.h"

#include "demarche/game/chance_of_move.h"

namespace demarche {

double worth_of(const Position& position, ActionId option) { return position.certificate->action_values[option]; }

double preference(const Position& position, const std::vector<OptionPair>& pairs) {
  double sum = 0;
  for (const OptionPair& pair : pairs) {
    sum += pair.weight * (worth_of(position, pair.chosen) - worth_of(position, pair.other));
  }
  return sum;
}

double log_odds(const Position& position, const std::vector<OptionPair>& pairs) {
  const Table<ActionId, double>& logs = position.solution->strategy.log_probability;
  double sum = 0;
  for (const OptionPair& pair : pairs) sum += pair.weight * (logs[pair.chosen] - logs[pair.other]);
  return sum;
}

double gain_left(const Position& position, const std::vector<OptionPair>& pairs) {
  double gain = position.certificate->rounding;
  for (const OptionPair& pair : pairs) gain += pair.weight * position.certificate->gains[pair.infoset];
  return gain;
}

ActorId actor_of(const Position& position, const std::vector<OptionPair>& pairs) {
  return position.compiled->game.infosets[pairs.front().infoset].actor;
}

NodeId node_after(const Game& game, NodeId history, const Infoset& infoset, ActionId option) {
  return child(game.nodes[history], option.value - infoset.first_action.value);
}

double chance_of_move(const Position& position, const Node& node, std::size_t k, ActorId actor) {
  return chance_of_move(position.compiled->game, *position.stakes, position.solution->strategy, node, k, actor);
}

}  // namespace demarche
