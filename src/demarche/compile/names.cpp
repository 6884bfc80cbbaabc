#include "demarche/compile/names.h"

#include "demarche/compile/observations.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace demarche {
namespace {

const std::string& value_name(const Model& model, VariableId variable, ValueIndex value) {
  return model.variables[variable].values[value].name;
}

// "damage=light". The counter of the only repeat reads "round 2"; of several, each goes by its own name.
std::string observation_text(const Model& model, const Observation& observation) {
  const Variable& variable = model.variables[observation.variable];
  if (variable.kind != VariableKind::Counter) {
    return fmt::format("{}={}", variable.name, value_name(model, observation.variable, observation.value));
  }
  const auto is_counter = [](const Variable& other) { return other.kind == VariableKind::Counter; };
  const bool only_one = std::ranges::count_if(model.variables, is_counter) == 1;
  return fmt::format("{} {}", only_one ? "round" : variable.name, observation.value);
}

VariableId variable_at(const Story& story, NodeId node) { return story.sites[story.site_of[node]].variable; }

std::string infoset_label(const Model& model, const Story& story, const Game& game, const Infoset& infoset) {
  const NodeId member = game.members[infoset.first_member];
  const ObservationId seen = story.seen[std::size_t{member.value} * game.num_actors + infoset.actor.value];
  return place_label(model, story, model.variables[variable_at(story, member)].name, seen);
}

// Two steps may settle the same variable after the same things were seen; a number then tells their sets apart.
std::string made_unique(std::string label, std::unordered_set<std::string>& taken) {
  std::string candidate = label;
  for (int number = 2; !taken.insert(candidate).second; ++number) candidate = fmt::format("{} ({})", label, number);
  return candidate;
}

std::vector<ValueIndex> drawn_values(const Story::OddsRow& row, const Site& site) {
  std::vector<ValueIndex> values;
  if (const auto* chance = std::get_if<Chance>(&site.step.what)) {
    for (const DrawCase::Draw& draw : chance->cases[row.case_index].draws) values.push_back(draw.value);
  } else if (const auto* raid = std::get_if<Raid>(&site.step.what)) {
    for (const Raid::Level& level : raid->levels) values.push_back(level.value);
  } else {
    values = {0, 1};  // a vote: passed, failed
  }
  return values;
}

}  // namespace

std::string place_label(const Model& model, const Story& story, const std::string& step, ObservationId seen) {
  std::string label = step;
  const char* separator = " | ";
  for (const Observation& observation : listed(story.observations, seen)) {
    label += separator + observation_text(model, observation);
    separator = ", ";
  }
  return label;
}

void name_game(const Model& model, const Story& story, const std::vector<ValueIndex>& action_values, Game& game) {
  GameNames& names = game.names;
  names.title = model.title;
  for (const Actor& actor : model.actors) names.actors.push_back(actor.name);
  std::unordered_set<std::string> taken;
  for (const Infoset& infoset : game.infosets) {
    names.infosets.push_back(made_unique(infoset_label(model, story, game, infoset), taken));
    const VariableId variable = variable_at(story, game.members[infoset.first_member]);
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      names.actions.push_back(value_name(model, variable, action_values[infoset.first_action.value + k]));
    }
  }
  for (const Story::OddsRow& row : story.odds_rows) {
    const Site& site = story.sites[row.site];
    for (ValueIndex value : drawn_values(row, site)) names.odds.push_back(value_name(model, site.variable, value));
  }
  names.outcomes.resize(game.num_outcomes);
}

}  // namespace demarche
