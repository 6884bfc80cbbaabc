#pragma once

#include "demarche/base/overloaded.h"
#include "demarche/model/model.h"

#include <algorithm>

namespace demarche {

// Steps by their kind. Whoever treats kinds differently visits with a function for each kind or group of kinds below,
// and none for all: a new kind is in no group until somebody puts it there, and breaks the build wherever it must be
// treated.

// These are made of steps.
template <class Kind>
concept Nesting = OneOf<Kind, Simultaneous, Repeat>;
// These settle something by branching: moves, draws, raids, votes, or what is made of them.
template <class Kind>
concept Settling = OneOf<Kind, Move, Chance, Raid, Vote>;
// These do neither.
template <class Kind>
concept Still = OneOf<Kind, Reveal, ScaleChange, End>;

// For places that one kind alone is of interest to, whatever other kinds there will be; null at others.
template <class Kind, class AnyStep>
auto only(AnyStep& step) {
  return std::get_if<Kind>(&step.what);
}

// The steps that a step is made of; null where it is not.
template <class AnyStep>
auto steps_within(AnyStep& step) {
  using Inner = decltype(&only<Simultaneous>(step)->steps);
  return std::visit(
      Overloaded{[](Nesting auto& block) -> Inner { return &block.steps; },
                 [](Settling auto&) -> Inner { return nullptr; }, [](Still auto&) -> Inner { return nullptr; }},
      step.what);
}

// Calls `act` on each move, draw, raid and vote that a step itself makes, in the order in which they are settled: a
// step that is made of them is treated by whoever treats those.
template <class AnyStep, class Act>
void for_each_settled(AnyStep& step, const Act& act) {
  std::visit(Overloaded{[&](OneOf<Move, Chance, Raid> auto& what) { act(what); },
                        [&](OneOf<Vote> auto& vote) {
                          for (auto& ballot : vote.ballots) act(ballot);
                          act(vote);
                        },
                        [](Nesting auto&) {}, [](Still auto&) {}},
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

// The level at which a change leaves a scale that stood at `from`.
inline ValueIndex level_after(const ScaleChange& change, ValueIndex from, std::size_t num_levels) {
  if (change.how == ScaleChange::How::Becomes || from == has_not_happened) return change.value;
  if (change.how == ScaleChange::How::RisesTo) return std::max(from, change.value);
  const long long last = static_cast<long long>(num_levels) - 1;
  return static_cast<ValueIndex>(std::clamp(static_cast<long long>(from) + change.by, 0LL, last));
}

// Calls `act` on every formula of what is settled.
template <class Act>
void for_each_formula(const Move& move, const Act& act) {
  for (const MoveOption& option : move.options) act(option.condition);
}
template <class Act>
void for_each_formula(const std::vector<DrawCase>& cases, const Act& act) {
  for (const DrawCase& row : cases) {
    act(row.guard);
    for (const DrawCase::Draw& draw : row.draws) {
      if (draw.odds) act(*draw.odds);
    }
  }
}
template <class Act>
void for_each_formula(const Chance& chance, const Act& act) {
  for_each_formula(chance.cases, act);
  for (const Thought& thought : chance.thoughts) for_each_formula(thought.cases, act);
}
template <class Act>
void for_each_formula(const Vote& vote, const Act& act) {
  for (const Vote::Others& row : vote.others) {
    act(row.guard);
    act(row.yes);
  }
}

}  // namespace demarche
