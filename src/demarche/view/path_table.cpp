#include "demarche/view/path_table.h"

#include "demarche/game/names.h"

#include <cmath>

namespace demarche {

std::vector<view::Data> path_heads(const Game& game) {
  std::vector<view::Data> heads = {"precision", "scaled_precision", "max_gain", "log_next_step"};
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const std::string set = actor_name(game, infoset.actor) + "|" + infoset_label(game, InfosetId{row});
    for (std::uint32_t k = 0; k < infoset.num_actions; ++k) heads.push_back(set + "|" + action_name(game, infoset, k));
  }
  return heads;
}

std::vector<view::Data> path_row(const PathStep& step) {
  std::vector<view::Data> row = {step.precision, step.scaled_precision, step.max_gain, std::log(step.next_step)};
  for (const double log : step.log_probabilities) row.push_back(std::exp(log));
  return row;
}

}  // namespace demarche
