#include "demarche/view/infoset_beliefs.h"
#include "demarche/view/infoset_sections.h"
#include "demarche/view/words.h"

#include <cmath>

// Fields are put in one by one here: of large games there are many rows, and lists in braces are copied.
namespace demarche {
namespace {

constexpr std::size_t num_move_columns = 7;

view::Data action_data(const Report& report, const Infoset& infoset, std::uint32_t k) {
  const ActionId action{std::size_t{infoset.first_action.value} + k};
  const double log_probability = report.solution->strategy.log_probability[action];
  view::Data data;
  data["name"] = action_name(*report.game, infoset, k);
  data["probability"] = std::exp(log_probability);
  data["log_probability"] = log_probability;
  data["value"] = report.certificate->action_values[action];
  return data;
}

// One number a history of the information set, in the order in which the game numbers them.
view::Data members_data(const Report& report, const Infoset& infoset) {
  view::Data shares = view::Data::list();
  for (std::size_t k = 0; k < infoset.num_members; ++k) {
    shares.push_back(report.certificate->beliefs[infoset.first_member + k]);
  }
  return shares;
}

// What the model's words can say of where the actor may stand.
view::Data beliefs_data(const Report& report, InfosetId infoset) {
  view::Data beliefs = view::Data::record();
  for (const VariableBelief& belief : beliefs_at(*report.solved, *report.certificate, infoset)) {
    const Variable& variable = report.solved->model.variables[belief.variable];
    view::Data shares = view::Data::record();
    for (std::size_t value = 0; value < belief.shares.size(); ++value) {
      shares[variable.values[value].name] = belief.shares[value];
    }
    view::Data& one = beliefs[variable.name];
    one["shares"] = std::move(shares);
    one["not_happened"] = belief.not_happened;
  }
  return beliefs;
}

}  // namespace

view::Data infoset_data(const Report& report, InfosetId id) {
  const Infoset& infoset = report.game->infosets[id];
  const double log_reach = report.certificate->log_reaches[id];
  view::Data actions = view::Data::list();
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) actions.push_back(action_data(report, infoset, k));
  view::Data row;
  row["actor"] = actor_name(*report.game, infoset.actor);
  row["label"] = infoset_label(*report.game, id);
  row["reach"] = std::exp(log_reach);
  row["log_reach"] = log_reach;
  row["gain"] = report.certificate->gains[id];
  row["actions"] = std::move(actions);
  if (!is_within_reach(*report.certificate, id)) row["within_reach"] = false;
  if (report.solved) row["beliefs"] = beliefs_data(report, id);
  else row["history_beliefs"] = members_data(report, infoset);
  return row;
}

view::Data infosets_data(const Report& report) {
  view::Data rows = view::Data::list();
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    if (is_told(report, InfosetId{row})) rows.push_back(infoset_data(report, InfosetId{row}));
  }
  return rows;
}

view::Cell data_cell(view::Data data) { return {view::Words(), std::move(data)}; }

std::vector<view::Column> move_columns() {
  return {{"actor", ""},  {"infoset", ""},     {"reach", ""}, {"gain", ""},
          {"action", ""}, {"probability", ""}, {"value", ""}};
}

std::vector<std::vector<view::Cell>> move_rows(const Report& report, InfosetId id) {
  const Infoset& infoset = report.game->infosets[id];
  std::vector<std::vector<view::Cell>> rows(infoset.num_actions);
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    const auto put = [&](view::Data data) { rows[k].push_back(data_cell(std::move(data))); };
    rows[k].reserve(num_move_columns);
    put(actor_name(*report.game, infoset.actor));
    put(infoset_label(*report.game, id));
    put(std::exp(report.certificate->log_reaches[id]));
    put(report.certificate->gains[id]);
    put(action_name(*report.game, infoset, k));
    put(std::exp(report.solution->strategy.log_probability[action]));
    put(report.certificate->action_values[action]);
  }
  return rows;
}

}  // namespace demarche
