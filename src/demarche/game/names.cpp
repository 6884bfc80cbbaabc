#include "demarche/game/names.h"

namespace demarche {

std::string infoset_label(const Game& game, InfosetId infoset) {
  const GameNames& names = game.names;
  if (infoset.value < names.infosets.size() && !names.infosets[infoset.value].empty()) {
    return names.infosets[infoset.value];
  }
  if (infoset.value < names.infoset_numbers.size()) return std::to_string(names.infoset_numbers[infoset.value]);
  return std::to_string(infoset.value + 1);
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

}  // namespace demarche
