#include "demarche/seats/steps_played.h"

#include "demarche/model/steps.h"
#include "demarche/seats/luck.h"

#include <algorithm>
#include <ranges>

namespace demarche {

ActorSet seers_of_step(const Site& site) {
  return std::visit([](const auto& what) { return what.seen_by; }, site.step.what);
}

StoryPlace place_at(const Story& story, NodeId node) {
  const Site& site = story.sites[story.site_of[node]];
  StoryPlace place{static_cast<std::size_t>(std::max(site.stage, 0)), {}};
  const StateView state = state_view(story, story.state_of[node]);
  for (const VariableId counter : site.counters | std::views::reverse) place.rounds.push_back(state[counter.value]);
  return place;
}

ValueIndex value_of_move(const Solved& solved, NodeId id, std::size_t k) {
  const Game& game = solved.compiled.game;
  const Story& story = solved.compiled.story;
  const Node& node = game.nodes[id];
  const bool by_chance = node.kind == NodeKind::Chance;
  const std::size_t row = (by_chance ? node.owner : game.infosets[node.infoset()].first_action.value) + k;
  const std::string& name = by_chance ? game.names.odds[row] : game.names.actions[row];
  const std::vector<Value>& values = solved.model.variables[story.sites[story.site_of[id]].variable].values;
  return static_cast<ValueIndex>(std::ranges::find(values, name, &Value::name) - values.begin());
}

namespace {

StepPlayed step_at(const Sitting& sitting, NodeId node, std::size_t k) {
  const Solved& solved = *sitting.solved;
  const Story& story = solved.compiled.story;
  const Site& site = story.sites[story.site_of[node]];
  StepPlayed step{node, k, site.variable, value_of_move(solved, node, k)};
  if (const Move* move = only<Move>(site.step)) {
    step.actor = move->actor;
    step.by = contains(sitting.plan.seats, move->actor) ? StepPlayed::By::Person : StepPlayed::By::Solution;
  }
  if (site.stage >= 0) step.place = place_at(story, node);
  step.chance = chance_at(solved, node, k);
  step.seen_by = seers_of_step(site);
  step.counts = raid_counts(solved, node, step.value, sitting.plan.seed);
  return step;
}

}  // namespace

std::vector<StepPlayed> steps_of(const Sitting& sitting) {
  std::vector<StepPlayed> steps;
  const std::vector<NodeId> way = way_of(sitting);
  for (std::size_t k = 0; k + 1 < way.size(); ++k) {
    const Node& node = sitting.solved->compiled.game.nodes[way[k]];
    steps.push_back(step_at(sitting, way[k], way[k + 1].value - node.first_child.value));
  }
  return steps;
}

}  // namespace demarche
