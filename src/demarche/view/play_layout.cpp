#include "demarche/view/play_layout.h"

#include "demarche/model/steps.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace demarche {
namespace {

// The repeats around a site, the outermost first: each with the first site in it, which stands for its place in the
// story, and its counter.
struct AroundSite {
  std::size_t first_site = 0;
  VariableId counter;
};
using Around = Table<SiteId, std::vector<AroundSite>>;

struct Walk {
  Around around;
  std::vector<AroundSite> open;  // the repeats that the walk is in
};

// Sites as the compiler lists them: one for all that a step settles. Nesting is bounded by the parser.
void walk_steps(Walk& walk, const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    for_each_settled(step, [&](const auto&) { walk.around.push_back(walk.open); });
    const auto* repeat = only<Repeat>(step);
    if (repeat) walk.open.push_back({walk.around.size(), repeat->counter});
    if (const std::vector<Step>* inner = steps_within(step)) walk_steps(walk, *inner);
    if (repeat) walk.open.pop_back();
  }
}

Around repeats_around(const Model& model) {
  Walk walk;
  walk_steps(walk, model.traits);
  for (const Stage& stage : model.stages) walk_steps(walk, stage.steps);
  return std::move(walk.around);
}

bool is_trait(const Story& story, SiteId site) { return story.sites[site].stage < 0; }

// In the order of the story: the stage, then for each repeat around the site its place and the round, then the site.
using PlayKey = std::vector<std::size_t>;

PlayKey key_of(const Story& story, const Around& around, NodeId node) {
  const SiteId site = story.site_of[node];
  PlayKey key = {static_cast<std::size_t>(story.sites[site].stage)};
  for (const AroundSite& repeat : around[site]) {
    key.push_back(repeat.first_site);
    key.push_back(state_view(story, story.state_of[node])[repeat.counter.value]);
  }
  key.push_back(site.value);
  return key;
}

std::vector<std::size_t> rounds_of(const PlayKey& key) {
  std::vector<std::size_t> rounds;
  for (std::size_t k = 2; k + 1 < key.size(); k += 2) rounds.push_back(key[k]);
  return rounds;
}

// Values the model lists come first, in its order; only those that can happen at the column are kept.
void sort_values(PlayColumn& column, const Model& model, const Story& story) {
  std::vector<std::string> sorted;
  for (const Value& value : model.variables[story.sites[column.site].variable].values) {
    const auto found = std::find(column.values.begin(), column.values.end(), value.name);
    if (found == column.values.end()) continue;
    sorted.push_back(value.name);
    column.values.erase(found);
  }
  sorted.insert(sorted.end(), column.values.begin(), column.values.end());
  column.values = std::move(sorted);
}

}  // namespace

const std::string& move_name(const Game& game, const Node& node, std::size_t k) {
  if (node.kind == NodeKind::Chance) return game.names.odds[node.first_odds().value + k];
  return game.names.actions[game.infosets[node.infoset()].first_action.value + k];
}

double move_log(const Report& report, const Node& node, std::size_t k) {
  if (node.kind == NodeKind::Chance) return std::log(report.stakes->odds[OddsId{node.first_odds().value + k}]);
  const ActionId first = report.game->infosets[node.infoset()].first_action;
  return report.solution->strategy.log_probability[ActionId{first.value + k}];
}

std::size_t value_index(PlayColumn& column, const std::string& name) {
  const auto found = std::find(column.values.begin(), column.values.end(), name);
  if (found != column.values.end()) return static_cast<std::size_t>(found - column.values.begin());
  column.values.push_back(name);
  return column.values.size() - 1;
}

PlayLayout play_layout(const Report& report) {
  const Game& game = *report.game;
  const Story& story = report.solved->compiled.story;
  const Around around = repeats_around(*report.model);
  std::map<PlayKey, PlayColumn> columns;
  std::vector<const PlayColumn*> column_at(game.nodes.size(), nullptr);
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    const Node& node = game.nodes[NodeId{i}];
    if (node.kind == NodeKind::Terminal || is_trait(story, story.site_of[NodeId{i}])) continue;
    const PlayKey key = key_of(story, around, NodeId{i});
    PlayColumn& column = columns[key];
    column.site = story.site_of[NodeId{i}];
    column.rounds = rounds_of(key);
    for (std::size_t k = 0; k < node.num_children; ++k) value_index(column, move_name(game, node, k));
    column_at[i] = &column;
  }
  PlayLayout layout{.columns = {}, .column_of = Table<NodeId, std::uint32_t>(game.nodes.size(), no_column)};
  std::map<const PlayColumn*, std::uint32_t> numbers;
  for (auto& [key, column] : columns) {
    numbers[&column] = static_cast<std::uint32_t>(layout.columns.size());
    sort_values(column, *report.model, story);
    column.probabilities.assign(column.values.size() + 1, 0.0);
    layout.columns.push_back(column);
  }
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    if (column_at[i] != nullptr) layout.column_of[NodeId{i}] = numbers[column_at[i]];
  }
  return layout;
}

}  // namespace demarche
