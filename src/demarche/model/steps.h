#pragma once

#include "demarche/base/overloaded.h"
#include "demarche/model/model.h"

namespace demarche {

// Steps by their kind. Whoever treats kinds differently visits with a function for each kind or group of kinds below,
// and none for all: a new kind is in no group until somebody puts it there, and breaks the build wherever it must be
// treated.

// These are made of steps.
template <class Kind>
concept Nesting = OneOf<Kind, Simultaneous, Repeat>;
template <class Kind>
concept Unnested = OneOf<Kind, Move, Chance, Raid, Vote, Reveal, ScaleChange, End>;

// For places that one kind alone is of interest to, whatever other kinds there will be; null at others.
template <class Kind, class AnyStep>
auto only(AnyStep& step) {
  return std::get_if<Kind>(&step.what);
}

// The steps that a step is made of; null where it is not.
inline const std::vector<Step>* steps_within(const Step& step) {
  return std::visit(Overloaded{[](const Nesting auto& block) { return &block.steps; },
                               [](const Unnested auto&) -> const std::vector<Step>* { return nullptr; }},
                    step.what);
}
inline std::vector<Step>* steps_within(Step& step) {
  return std::visit(Overloaded{[](Nesting auto& block) { return &block.steps; },
                               [](Unnested auto&) -> std::vector<Step>* { return nullptr; }},
                    step.what);
}

// Calls `act` on every step, those within a step after it.
template <class Act>
void for_each_step(const std::vector<Step>& steps, const Act& act) {
  for (const Step& step : steps) {
    act(step);
    if (const std::vector<Step>* inner = steps_within(step)) for_each_step(*inner, act);
  }
}

}  // namespace demarche
