#include "demarche/compile/names.h"

#include "demarche/compile/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace demarche {
namespace {

const std::string& value_name(const Model& model, VariableId variable, ValueIndex value) {
  return model.variables[variable].values[value].name;
}

struct Naming {
  const Model& model;
  const Story& story;
  std::ptrdiff_t num_counters = 0;
  std::size_t most_label_bytes = 0;
};

// Of a very long story the last things seen tell most; with all of them the names of a chain of n moves would take n^2
// letters. The more information sets there are the less each may take.
std::size_t label_bytes_for(std::size_t num_infosets) {
  constexpr std::size_t all_labels = std::size_t{1} << 26U;
  return std::clamp<std::size_t>(all_labels / std::max<std::size_t>(1, num_infosets), 200, 4000);
}

// "damage=light". The counter of the only repeat reads "round 2"; of several, each goes by its own name.
std::string observation_text(const Naming& naming, const Observation& observation) {
  const Variable& variable = naming.model.variables[observation.variable];
  if (variable.kind != VariableKind::Counter) {
    return fmt::format("{}={}", variable.name, value_name(naming.model, observation.variable, observation.value));
  }
  return fmt::format("{} {}", naming.num_counters == 1 ? "round" : variable.name, observation.value);
}

VariableId variable_at(const Story& story, NodeId node) { return story.sites[story.site_of[node]].variable; }

// The last observations, as many as fit, in the order in which they were made; how many came before them.
std::vector<std::string> observed_texts(const Naming& naming, ObservationId last, std::size_t& num_earlier) {
  std::vector<std::string> texts;
  std::size_t num_bytes = 0;
  for (ObservationId at = last; at.value != 0; at = naming.story.observations[at].before) {
    if (num_bytes > naming.most_label_bytes) {
      ++num_earlier;
      continue;
    }
    texts.push_back(observation_text(naming, naming.story.observations[at]));
    num_bytes += texts.back().size();
  }
  std::ranges::reverse(texts);
  return texts;
}

Naming naming_of(const Model& model, const Story& story, std::size_t most_label_bytes) {
  const auto is_counter = [](const Variable& variable) { return variable.kind == VariableKind::Counter; };
  return {model, story, std::ranges::count_if(model.variables, is_counter), most_label_bytes};
}

std::string label_of(const Naming& naming, const std::string& step, ObservationId seen) {
  std::size_t num_earlier = 0;
  const std::vector<std::string> texts = observed_texts(naming, seen, num_earlier);
  if (texts.empty()) return step;
  const std::string earlier = num_earlier > 0 ? fmt::format("{} earlier, ", num_earlier) : "";
  return fmt::format("{} | {}{}", step, earlier, fmt::join(texts, ", "));
}

std::string infoset_label(const Naming& naming, const Game& game, const Infoset& infoset) {
  const NodeId member = game.members[infoset.first_member];
  const ObservationId seen = naming.story.seen[std::size_t{member.value} * game.num_actors + infoset.actor.value];
  return label_of(naming, naming.model.variables[variable_at(naming.story, member)].name, seen);
}

// Two steps may settle the same variable after the same things were seen; a number then tells their sets apart.
std::string made_unique(std::string label, std::unordered_map<std::string, int>& taken) {
  std::string candidate = label;
  while (!taken.try_emplace(candidate, 1).second) candidate = fmt::format("{} ({})", label, ++taken[label]);
  return candidate;
}

// The results that a row of odds is about.
std::vector<ValueIndex> drawn_values(const Model& model, const Story& story, const Story::OddsRow& row,
                                     const Point& point) {
  const BranchingStep& step = story.sites[row.site].step;
  std::vector<ValueIndex> written = written_results(step, row.case_index);
  if (written.size() == row.num) return written;
  return results_of(step, row.case_index, {model, point, state_view(story, row.state)});
}

}  // namespace

std::string place_label(const Model& model, const Story& story, const std::string& step, ObservationId seen) {
  return label_of(naming_of(model, story, label_bytes_for(1)), step, seen);
}

void name_game(const Model& model, const Story& story, const std::vector<ValueIndex>& action_values, Game& game) {
  GameNames& names = game.names;
  names.title = model.title;
  for (const Actor& actor : model.actors) names.actors.push_back(actor.name);
  const Naming naming = naming_of(model, story, label_bytes_for(game.infosets.size()));
  std::unordered_map<std::string, int> taken;
  for (const Infoset& infoset : game.infosets) {
    names.infosets.push_back(made_unique(infoset_label(naming, game, infoset), taken));
    const VariableId variable = variable_at(story, game.members[infoset.first_member]);
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      names.actions.push_back(value_name(model, variable, action_values[infoset.first_action.value + k]));
    }
  }
  const Point point = point_of(model, best_guesses(model));
  for (const Story::OddsRow& row : story.odds_rows) {
    const Site& site = story.sites[row.site];
    for (ValueIndex value : drawn_values(model, story, row, point)) {
      names.odds.push_back(value_name(model, site.variable, value));
    }
  }
  names.outcomes.resize(game.num_outcomes);
}

}  // namespace demarche
