#include "demarche/report/path_table.h"

#include "demarche/game/names.h"
#include "demarche/report/csv_parts.h"

#include <cmath>

namespace demarche {

std::string path_head_as_csv(const Game& game) {
  std::vector<std::string> fields = {"precision", "scaled_precision", "max_gain", "log_next_step"};
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const std::string set = actor_name(game, infoset.actor) + "|" + infoset_label(game, InfosetId{row});
    for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
      fields.push_back(csv_field(set + "|" + action_name(game, infoset, k)));
    }
  }
  return csv_line(fields);
}

std::string path_step_as_csv(const PathStep& step) {
  std::vector<std::string> fields = {csv_field(step.precision), csv_field(step.scaled_precision),
                                     csv_field(step.max_gain), csv_field(std::log(step.next_step))};
  for (const double log : step.log_probabilities) fields.push_back(csv_field(std::exp(log)));
  return csv_line(fields);
}

}  // namespace demarche
