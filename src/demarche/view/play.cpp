#include "demarche/view/play.h"

#include "demarche/view/play_layout.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace demarche {
namespace {

// Adds one finished history: walks up from its end and notes the value at each column it met.
void note_history(const Report& report, PlayLayout& layout, NodeId end, std::vector<std::size_t>& values) {
  const Game& game = *report.game;
  for (std::size_t c = 0; c < values.size(); ++c) values[c] = layout.columns[c].values.size();
  for (NodeId at = end; game.nodes[at].parent != none<NodeTag>;) {
    const NodeId parent = game.nodes[at].parent;
    const std::uint32_t column = layout.column_of[parent];
    if (column != no_column) {
      const std::size_t k = at.value - game.nodes[parent].first_child.value;
      values[column] = value_index(layout.columns[column], move_name(game, game.nodes[parent], k));
    }
    at = parent;
  }
}

// How likely each history is to end where it does, under what is supposed.
Table<NodeId, double> log_reaches_told(const Report& report) {
  return report.supposed ? report.supposed->log_reaches
                         : log_reaches(*report.game, *report.stakes, report.solution->strategy);
}

}  // namespace

Play play_of(const Report& report) {
  PlayLayout layout = play_layout(report);
  const Game& game = *report.game;
  const auto reaches = log_reaches_told(report);
  std::vector<std::size_t> values(layout.columns.size());
  std::vector<std::map<std::pair<std::size_t, std::size_t>, double>> links(layout.columns.size());
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    if (game.nodes[NodeId{i}].kind != NodeKind::Terminal) continue;
    const double probability = std::exp(reaches[NodeId{i}]);
    if (probability < 1e-15) continue;
    note_history(report, layout, NodeId{i}, values);
    for (std::size_t c = 0; c < values.size(); ++c) {
      layout.columns[c].probabilities[values[c]] += probability;
      if (c + 1 < values.size()) links[c][{values[c], values[c + 1]}] += probability;
    }
  }
  Play play{.columns = std::move(layout.columns), .links = {}};
  for (std::size_t c = 0; c < links.size(); ++c) {
    for (const auto& [ends, p] : links[c]) {
      play.links.push_back({.column = c, .from = ends.first, .to = ends.second, .probability = p});
    }
  }
  return play;
}

std::vector<ScaleEnd> scale_ends(const Report& report) {
  const Story& story = report.solved->compiled.story;
  std::vector<ScaleEnd> ends;
  for (std::size_t v = 0; v < report.model->variables.size(); ++v) {
    const Variable& variable = report.model->variables[VariableId{v}];
    if (variable.kind == VariableKind::Scale) {
      ends.push_back({.variable = VariableId{v}, .probabilities = std::vector<double>(variable.values.size(), 0.0)});
    }
  }
  const auto reaches = log_reaches_told(report);
  for (std::size_t i = 0; i < report.game->nodes.size(); ++i) {
    const Node& node = report.game->nodes[NodeId{i}];
    if (node.kind != NodeKind::Terminal) continue;
    const StateView state = state_view(story, story.state_of_outcome[node.outcome()]);
    for (ScaleEnd& end : ends) {
      const ValueIndex value = state[end.variable.value];
      if (value < end.probabilities.size()) end.probabilities[value] += std::exp(reaches[NodeId{i}]);
    }
  }
  return ends;
}

std::string round_words(const PlayColumn& column) {
  return column.rounds.empty() ? "" : fmt::format(" (round {})", fmt::join(column.rounds, "."));
}

std::string audience_text(const Model& model, ActorSet seen_by) {
  std::vector<std::string> names;
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    if (contains(seen_by, ActorId{a})) names.push_back(model.actors[ActorId{a}].name);
  }
  if (names.size() == model.actors.size()) return "seen by everyone";
  return names.empty() ? "seen by nobody" : "seen only by " + joined_names(names);
}

ActorSet seen_by(const BranchingStep& step) {
  return std::visit([](const auto& what) { return what.seen_by; }, step.what);
}

}  // namespace demarche
