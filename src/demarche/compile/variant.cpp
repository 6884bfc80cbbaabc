#include "demarche/compile/compile.h"

#include "demarche/model/steps.h"

#include <algorithm>
#include <map>

namespace demarche {
namespace {

// Calls `change` on every step, nested ones first; it may add steps after the one it is given.
template <class Change>
void change_steps(std::vector<Step>& steps, const Change& change) {
  for (std::size_t row = 0; row < steps.size(); ++row) {
    if (std::vector<Step>* inner = steps_within(steps[row])) change_steps(*inner, change);
    row += change(steps, row);
  }
}

template <class Change>
void change_story(Model& model, const Change& change) {
  change_steps(model.traits, change);
  for (Stage& stage : model.stages) change_steps(stage.steps, change);
}

// The layer is never there. It is kept, since layers that are as in it are one system with it, and a regime that names
// it leaves the same share of them.
void remove_layer(Raid& raid, const std::string& name) {
  for (Raid::Layer& layer : raid.layers) {
    if (layer.name == name) layer.condition.code = {{.op = OpCode::Number, .number = 0}};
  }
}

void remove_layer(Model& model, const std::string& name) {
  change_story(model, [&](std::vector<Step>& steps, std::size_t row) -> std::size_t {
    if (Raid* raid = only<Raid>(steps[row])) remove_layer(*raid, name);
    return 0;
  });
}

void keep_options(Move& move, const ModelChange& change) {
  if (move.variable != change.variable) return;
  std::erase_if(move.options, [&](const MoveOption& option) {
    return std::ranges::find(change.values, option.value) == change.values.end();
  });
}

void keep_options(Model& model, const ModelChange& change) {
  change_story(model, [&](std::vector<Step>& steps, std::size_t row) -> std::size_t {
    for_each_settled(steps[row], Overloaded{[&](Move& move) { keep_options(move, change); },
                                            [](OneOf<Chance, Raid, Vote> auto&) {}});
    return 0;
  });
}

struct Widening {
  VariableId variable;
  ActorSet to = 0;
};

// A scale is shown wherever it may change, changed or not: the change's own condition would read the scale after the
// change.
bool may_change(const Step& step, VariableId scale) {
  return std::visit(Overloaded{[&](const ScaleChange& change) { return change.variable == scale; },
                               [](const Settling auto&) { return false; }, [](const Nesting auto&) { return false; },
                               [](const OneOf<Reveal, End> auto&) { return false; }},
                    step.what);
}

// What is drawn or chosen is seen by more at once.
void widen(Model& model, const Widening& widening) {
  change_story(model, [&](std::vector<Step>& steps, std::size_t row) -> std::size_t {
    for_each_settled(steps[row], [&](auto& what) {
      if (what.variable == widening.variable) what.seen_by |= widening.to;
    });
    if (!may_change(steps[row], widening.variable)) return 0;
    const Step show{Reveal{widening.variable, widening.to}, {}, steps[row].span};
    steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(row) + 1, show);
    return 1;
  });
}

ActorSet everyone(const Model& model) {
  return model.actors.size() >= 64 ? ~ActorSet{0} : (ActorSet{1} << model.actors.size()) - 1;
}

bool widens(const ModelChange& change) {
  return change.op == ModelChange::Op::Public || change.op == ModelChange::Op::Reveal;
}

// All that a variant makes known of one thing, at once: whoever is named twice sees it once.
void widen_all(Model& model, const std::vector<ModelChange>& changes) {
  std::map<VariableId, ActorSet> seen_by;
  for (const ModelChange& change : changes) {
    if (widens(change)) seen_by[change.variable] |= change.op == ModelChange::Op::Public ? everyone(model) : change.to;
  }
  for (const auto& [variable, to] : seen_by) widen(model, {variable, to});
}

// In place of what the actor thinks of it elsewhere.
void think(Chance& chance, const Thought& thought) {
  std::erase_if(chance.thoughts, [&](const Thought& other) { return other.actor == thought.actor; });
  chance.thoughts.push_back(thought);
}

void think(Model& model, const ModelChange& change) {
  std::size_t k = 0;
  change_story(model, [&](std::vector<Step>& steps, std::size_t row) -> std::size_t {
    Chance* chance = only<Chance>(steps[row]);
    if (chance && chance->variable == change.variable && k < change.thoughts.size())
      think(*chance, change.thoughts[k++]);
    return 0;
  });
}

void think(Model& model, const NumberThought& thought) {
  std::erase_if(model.number_thoughts, [&](const NumberThought& other) {
    return other.actor == thought.actor && other.parameter == thought.parameter;
  });
  model.number_thoughts.push_back(thought);
}

void apply(Varied& varied, const ModelChange& change) {
  switch (change.op) {
    case ModelChange::Op::SetParameter:
      varied.parameters[change.parameter] = evaluate(change.value, point_of(varied.model, varied.parameters), {});
      break;
    case ModelChange::Op::WithoutLayer:
      remove_layer(varied.model, change.layer);
      break;
    case ModelChange::Op::Only:
      keep_options(varied.model, change);
      break;
    case ModelChange::Op::Equilibrium:
      varied.model.named = change.named;
      break;
    case ModelChange::Op::Thought:
      think(varied.model, change);
      break;
    case ModelChange::Op::NumberThought:
      think(varied.model, *change.number_thought);
      break;
    case ModelChange::Op::Public:
    case ModelChange::Op::Reveal:
      break;  // by widen_all
  }
}

}  // namespace

Varied apply_variant(const Model& model, VariantId variant) {
  Varied varied{model, best_guesses(model)};
  const std::vector<ModelChange>& changes = model.variants[variant].changes;
  for (const ModelChange& change : changes) apply(varied, change);
  widen_all(varied.model, changes);
  return varied;
}

}  // namespace demarche
