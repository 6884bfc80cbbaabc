#pragma once

#include "demarche/seats/steps_played.h"
#include "demarche/view/page.h"

#include <string>
#include <vector>

namespace demarche {

// How much a seat knew of a step when the story was over.
enum class StepKnown : std::uint8_t { OwnChoice, AtOnce, Later, Never };
StepKnown known_to(const Sitting& sitting, const StepPlayed& step, ActorId seat);

// `light`, of a raid `light (6 of 341 got through)`.
std::string value_told(const Model& model, const StepPlayed& step);
// Who settles it; of a draw what draws it.
std::string who_told(const Model& model, const StepPlayed& step);
// `US.backing is firm`
std::string belief_about(const Model& model, const BeliefAsked& about);

// A step for programs; of a person's choice with the belief that was asked for.
view::Data step_data(const Sitting& sitting, const StepPlayed& step, std::size_t number);

// The belief that a person was asked for before a choice, where one was.
struct BeliefSaid {
  BeliefAsked about;
  std::optional<double> said;
  double bayes = 0;
};
std::optional<BeliefSaid> belief_said_at(const Sitting& sitting, NodeId node);

}  // namespace demarche
