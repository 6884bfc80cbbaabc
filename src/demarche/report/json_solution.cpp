#include "demarche/report/json_parts.h"
#include "demarche/view/infoset_beliefs.h"
#include "demarche/view/words.h"

#include <cmath>

namespace demarche {
namespace {

Json json_of_action(const Report& report, const Infoset& infoset, std::uint32_t k) {
  const ActionId action{std::size_t{infoset.first_action.value} + k};
  const double log_probability = report.solution->strategy.log_probability[action];
  return {{"name", action_name(*report.game, infoset, k)},
          {"probability", std::exp(log_probability)},
          {"log_probability", log_probability},
          {"value", report.certificate->action_values[action]}};
}

// One number a history of the information set, in the order in which the game numbers them.
Json json_of_members(const Report& report, const Infoset& infoset) {
  Json shares = Json::array();
  for (std::size_t k = 0; k < infoset.num_members; ++k) {
    shares.push_back(report.certificate->beliefs[infoset.first_member + k]);
  }
  return shares;
}

// What the model's words can say of where the actor may stand.
Json json_of_beliefs(const Report& report, InfosetId infoset) {
  Json beliefs = Json::object();
  for (const VariableBelief& belief : beliefs_at(*report.solved, *report.certificate, infoset)) {
    const Variable& variable = report.solved->model.variables[belief.variable];
    Json shares = Json::object();
    for (std::size_t value = 0; value < belief.shares.size(); ++value) {
      shares[variable.values[value].name] = belief.shares[value];
    }
    beliefs[variable.name] = {{"shares", std::move(shares)}, {"not_happened", belief.not_happened}};
  }
  return beliefs;
}

}  // namespace

Json json_of_infoset(const Report& report, InfosetId id) {
  const Infoset& infoset = report.game->infosets[id];
  Json actions = Json::array();
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) actions.push_back(json_of_action(report, infoset, k));
  const double log_reach = report.certificate->log_reaches[id];
  Json row = {{"actor", actor_name(*report.game, infoset.actor)},
              {"label", infoset_label(*report.game, id)},
              {"reach", std::exp(log_reach)},
              {"log_reach", log_reach},
              {"gain", report.certificate->gains[id]},
              {"actions", std::move(actions)}};
  if (!is_within_reach(*report.certificate, id)) row["within_reach"] = false;
  if (report.solved) row["beliefs"] = json_of_beliefs(report, id);
  else row["history_beliefs"] = json_of_members(report, infoset);
  return row;
}

std::string solution_as_json(const Report& report) {
  Json page = json_page(report.provenance, "solution");
  page["game"] = json_of_game(report);
  page["solution"] = json_of_solution(report);
  page["infosets"] = Json::array();
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    page["infosets"].push_back(json_of_infoset(report, InfosetId{row}));
  }
  if (report.equilibria) add_equilibria(page, report);
  return text_of(page);
}

}  // namespace demarche
