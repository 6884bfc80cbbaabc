#include "demarche/view/steps_told.h"

#include "demarche/compile/observations.h"
#include "demarche/view/seat_page.h"

#include <algorithm>

namespace demarche {
namespace {

const char* word_of_mover(StepPlayed::By by) {
  switch (by) {
    case StepPlayed::By::Person:
      return "person";
    case StepPlayed::By::Solution:
      return "solution";
    case StepPlayed::By::Chance:
      return "chance";
  }
  return "";
}

view::Data seers_data(const Model& model, ActorSet set) {
  view::Data names = view::Data::list();
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    if (contains(set, ActorId{row})) names.push_back(model.actors[ActorId{row}].name);
  }
  return names;
}

view::Data never_seen_data(const Sitting& sitting, const StepPlayed& step) {
  const Model& model = sitting.solved->model;
  view::Data names = view::Data::list();
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    if (known_to(sitting, step, ActorId{row}) == StepKnown::Never) names.push_back(model.actors[ActorId{row}].name);
  }
  return names;
}

view::Data belief_said_data(const Sitting& sitting, const StepPlayed& step) {
  if (step.by != StepPlayed::By::Person) return {};
  const auto belief = belief_said_at(sitting, step.node);
  if (!belief) return {};
  const Variable& variable = sitting.solved->model.variables[belief->about.variable];
  return {{"about", variable.name}, {"value", variable.values[belief->about.value].name}, {"said", belief->said}};
}

view::Data rounds_data(const StepPlayed& step) {
  view::Data rounds = view::Data::list();
  if (!step.place) return rounds;
  for (const std::size_t round : step.place->rounds) rounds.push_back(round);
  return rounds;
}

}  // namespace

StepKnown known_to(const Sitting& sitting, const StepPlayed& step, ActorId seat) {
  if (step.actor == seat) return StepKnown::OwnChoice;
  if (contains(step.seen_by, seat)) return StepKnown::AtOnce;
  const Compiled& compiled = sitting.solved->compiled;
  const std::size_t row = std::size_t{sitting.stands_at.value} * compiled.game.num_actors + seat.value;
  const auto is_this = [&](const Observation& one) { return one.variable == step.variable && one.value == step.value; };
  const bool told = std::ranges::any_of(listed(compiled.story.observations, compiled.story.seen[row]), is_this);
  return told ? StepKnown::Later : StepKnown::Never;
}

std::string value_told(const Model& model, const StepPlayed& step) {
  return model.variables[step.variable].values[step.value].name + counts_told(step.counts);
}

std::string who_told(const Model& model, const StepPlayed& step) {
  return step.actor ? model.actors[*step.actor].name : settled_by(model, step.variable);
}

std::string belief_about(const Model& model, const BeliefAsked& about) {
  return settled_text(model, about.variable, about.value);
}

std::optional<BeliefSaid> belief_said_at(const Sitting& sitting, NodeId node) {
  const auto choice = std::ranges::find(sitting.choices, node, &SeatChoice::node);
  if (choice == sitting.choices.end() || !sitting.plan.asks_beliefs) return std::nullopt;
  const InfosetId infoset = sitting.solved->compiled.game.nodes[node].infoset();
  const auto about = belief_asked_at(*sitting.solved, infoset);
  if (!about) return std::nullopt;
  return BeliefSaid{*about, choice->belief, belief_held_at(*sitting.solved, infoset, *about)};
}

view::Data step_data(const Sitting& sitting, const StepPlayed& step, std::size_t number) {
  const Model& model = sitting.solved->model;
  const bool has_counts = step.counts.has_value();
  return {{"number", number},
          {"stage", step.place ? view::Data(model.stages[step.place->stage].title) : view::Data()},
          {"rounds", rounds_data(step)},
          {"who", who_told(model, step)},
          {"by", word_of_mover(step.by)},
          {"what", model.variables[step.variable].name},
          {"value", model.variables[step.variable].values[step.value].name},
          {"words", said_of_value(model, sitting.solved->parameters, step.variable, step.value)},
          {"chance", step.chance},
          {"seen_by", seers_data(model, step.seen_by)},
          {"never_seen_by", never_seen_data(sitting, step)},
          {"launched", has_counts ? view::Data(step.counts->launched) : view::Data()},
          {"leaked", has_counts ? view::Data(step.counts->leaked) : view::Data()},
          {"belief", belief_said_data(sitting, step)}};
}

}  // namespace demarche
