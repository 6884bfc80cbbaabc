#include "demarche/check/hygiene.h"

#include "demarche/check/cascades.h"
#include "demarche/check/fixes.h"
#include "demarche/check/indifference.h"
#include "demarche/check/letters.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

// What the formulas of a model read, told apart by where they stand.
struct Uses {
  const Model* model = nullptr;
  std::set<ParameterId> parameters;
  std::set<VariableId> in_story;
  Table<ActorId, std::set<VariableId>> in_payoffs;
};

// What is read where a record of it is.
VariableId source_of(const Model& model, VariableId id) {
  const Variable& variable = model.variables[id];
  return variable.record ? variable.record->of : id;
}

void use(Uses& uses, const Formula& formula, std::set<VariableId>& variables) {
  for (const VariableId id : variables_of(formula)) variables.insert(source_of(*uses.model, id));
  for (const ParameterId id : parameters_of(formula)) uses.parameters.insert(id);
}

void use_parameters(Uses& uses, const Formula& formula) {
  std::set<VariableId> ignored;
  use(uses, formula, ignored);
}

void use_steps(Uses& uses, const std::vector<Step>& steps) {
  const auto use_formula = [&](const Formula& formula) { use(uses, formula, uses.in_story); };
  for_each_step(steps, [&](const Step& step) {
    use_formula(step.condition);
    for_each_settled(step, [&](const auto& what) { for_each_formula(what, use_formula); });
  });
}

void use_quantity(Uses& uses, const Quantity& quantity) {
  for_each_plain(quantity, [&](const Quantity& plain) {
    use_parameters(uses, plain.event);
    use_parameters(uses, plain.number);
  });
}

void use_claims(Uses& uses, const NamedEquilibrium& named) {
  for (const Claim& claim : named.claims) {
    use_quantity(uses, claim.quantity);
    if (claim.given) use_parameters(uses, *claim.given);
    if (claim.bound) use_parameters(uses, *claim.bound);
  }
}

void use_questions(Uses& uses, const Model& model) {
  for (const Question& question : model.questions) {
    for (const Quantity& quantity : question.quantities) use_quantity(uses, quantity);
    if (question.given) use_parameters(uses, *question.given);
    use_parameters(uses, question.from);
    use_parameters(uses, question.to);
    for (const PlacedNumber& placed : question.placed) use_parameters(uses, placed.value);
    if (question.also_swept) {
      use_parameters(uses, question.also_swept->from);
      use_parameters(uses, question.also_swept->to);
    }
  }
  if (model.named) use_claims(uses, *model.named);
  for (const Variant& variant : model.variants) {
    for (const ModelChange& change : variant.changes) {
      use_parameters(uses, change.value);
      use_claims(uses, change.named);
      if (change.number_thought) use_parameters(uses, change.number_thought->number);
      for (const Thought& thought : change.thoughts)
        for_each_formula(thought.cases, [&](const Formula& formula) { use(uses, formula, uses.in_story); });
    }
  }
}

void use_declarations(Uses& uses, const Model& model) {
  for (const Parameter& parameter : model.parameters) {
    use_parameters(uses, parameter.best);
    if (parameter.low) use_parameters(uses, *parameter.low);
    if (parameter.high) use_parameters(uses, *parameter.high);
  }
  for (const NumberThought& thought : model.number_thoughts) use_parameters(uses, thought.number);
  for (const Variable& variable : model.variables) {
    for (const Value& value : variable.values) use_parameters(uses, value.number);
  }
  for (const Definition& definition : model.definitions) use_parameters(uses, definition.formula);
}

Uses uses_of(const Model& model) {
  Uses uses;
  uses.model = &model;
  uses.in_payoffs.resize(model.actors.size());
  use_declarations(uses, model);
  use_steps(uses, model.traits);
  for (const Stage& stage : model.stages) {
    use(uses, stage.condition, uses.in_story);
    use_steps(uses, stage.steps);
  }
  for (std::size_t row = 0; row < model.payoffs.size(); ++row) {
    for (const PayoffTerm& term : model.payoffs[ActorId{row}]) {
      use(uses, term.condition, uses.in_payoffs[ActorId{row}]);
      use(uses, term.number, uses.in_payoffs[ActorId{row}]);
    }
  }
  use_questions(uses, model);
  return uses;
}

void warn_unused(Work& work, const Uses& uses) {
  for (std::size_t row = 0; row < work.model.parameters.size(); ++row) {
    const Parameter& parameter = work.model.parameters[ParameterId{row}];
    if (parameter.is_precision || uses.parameters.contains(ParameterId{row})) continue;
    say(work, {Kind::W101,
               fmt::format("parameter {} is never used", ticked(parameter.name)),
               {parameter.span, ""},
               {},
               "use it in odds or payoffs, or remove it",
               without_line(work, parameter.span)});
  }
}

void warn_unused_names(Work& work) {
  for (std::size_t row = 0; row < work.definitions.size(); ++row) {
    if (work.definitions[row].is_used) continue;
    const Definition& definition = work.model.definitions[row];
    say(work, {Kind::W101,
               fmt::format("{} {} is never used", definition.is_event ? "event" : "number", ticked(definition.name)),
               {definition.span, ""},
               {},
               "use it in a condition, a payoff or a question, or remove it"});
  }
}

// Gives back those moves.
std::set<VariableId> warn_cheap_talk(Work& work, const Uses& uses) {
  std::set<VariableId> cheap;
  for (std::size_t row = 0; row < work.model.variables.size(); ++row) {
    const VariableId id{row};
    const Variable& variable = work.model.variables[id];
    if (variable.kind != VariableKind::Move || work.ballots.contains(id)) continue;
    const bool paid = std::ranges::any_of(uses.in_payoffs, [&](const auto& payoff) { return payoff.contains(id); });
    if (paid || uses.in_story.contains(id)) continue;
    say(work, {Kind::W102,
               ticked(variable.name) + " never enters a condition or a payoff: it is cheap talk",
               {variable.span, ""},
               {},
               "fine if intended"});
    cheap.insert(id);
  }
  return cheap;
}

void warn_idle_traits(Work& work, const Uses& uses) {
  for (std::size_t row = 0; row < work.model.variables.size(); ++row) {
    const VariableId id{row};
    const Variable& variable = work.model.variables[id];
    if (variable.kind != VariableKind::Trait || uses.in_story.contains(id)) continue;
    if (uses.in_payoffs[*variable.owner].contains(id)) continue;
    const std::string& owner = work.model.actors[*variable.owner].name;
    say(work, {Kind::W105,
               fmt::format("{} changes no payoff and no option of {}", ticked(variable.name), owner),
               {variable.span, ""},
               {},
               fmt::format("let a term of `payoff {}:` depend on it, or remove it", owner)});
  }
}

void note_unsourced(Work& work) {
  std::vector<const Parameter*> unsourced;
  for (const Parameter& parameter : work.model.parameters) {
    if (parameter.low && !parameter.source) unsourced.push_back(&parameter);
  }
  if (unsourced.empty()) return;
  std::string names;
  for (const Parameter* parameter : unsourced) names += (names.empty() ? "" : ", ") + parameter->name;
  const bool one = unsourced.size() == 1;
  say(work, {Kind::N201,
             fmt::format("{} uncertain parameter{} no source: {}", unsourced.size(), one ? " has" : "s have", names),
             {unsourced.front()->span, ""},
             {},
             "end the line with `from NAME`, and add `source NAME: \"where it comes from\"`",
             with_line_end(work, unsourced.front()->span, "from NAME")});
}

void warn_empty(Work& work) {
  const auto tells_something = [](const auto& statement) {
    return !std::holds_alternative<CrisisStatement>(statement.what);
  };
  if (!work.tree.whole || std::ranges::any_of(work.tree.statements, tells_something)) return;
  say(work, {Kind::W106,
             "the model is empty: it has no actor and no stage",
             {{0, 0}, ""},
             {},
             "`demarche new FILE` writes a small model to start from"});
}

}  // namespace

void check_payoffs(Work& work) {
  // A payoff that could not be read, or whose actor is not known, was told; whose it is, nobody knows.
  if (work.payoff_of_nobody || work.names.silenced.contains("payoff")) return;
  for (std::size_t row = 0; row < work.model.actors.size(); ++row) {
    const Actor& actor = work.model.actors[ActorId{row}];
    if (work.paid.contains(ActorId{row}) || work.names.silenced.contains(actor.name)) continue;
    say(work, {Kind::E006,
               actor.name + " has no payoff",
               {actor.span, ""},
               {},
               fmt::format("add `payoff {}:` — write `0` under it if {} is indifferent", actor.name, actor.name),
               with_lines_at_end(work, fmt::format("payoff {}:\n    0", actor.name))});
  }
}

void check_hygiene(Work& work) {
  warn_empty(work);
  const Uses uses = uses_of(work.model);
  warn_unused(work, uses);
  warn_unused_names(work);
  const std::set<VariableId> cheap = warn_cheap_talk(work, uses);
  warn_idle_traits(work, uses);
  warn_letters(work);
  warn_cascades(work);
  warn_indifferent(work, cheap);
  note_unsourced(work);
}

}  // namespace demarche
