#include "demarche/check/thoughts.h"

#include "demarche/check/build.h"
#include "demarche/check/fixes.h"
#include "demarche/check/numbers.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

std::string subject_of(const ThoughtStatement& thought) {
  return thought.about.second ? thought.about.first.text + "." + thought.about.second->text : thought.about.first.text;
}

void say_about(Work& work, const ThoughtStatement& thought, std::string message, std::string help, Span declared) {
  say_misuse(work, std::move(message), thought.about.span, "", std::move(help));
  work.diagnostics.back().others.push_back({declared, "declared here"});
}

void say_no_odds(Work& work, const ThoughtStatement& thought, Span declared) {
  const std::string name = subject_of(thought);
  say_about(work, thought, fmt::format("{} is a parameter: it has no odds of its own", ticked(name)),
            fmt::format("write `{} thinks {} = NUMBER`", thought.actor.text, name), declared);
}

void say_no_number(Work& work, const ThoughtStatement& thought, Span declared) {
  const std::string name = subject_of(thought);
  say_about(work, thought, fmt::format("{} is drawn: what {} thinks of it are odds", ticked(name), thought.actor.text),
            fmt::format("write `{} thinks {}: VALUE 30%, VALUE rest`", thought.actor.text, name), declared);
}

std::string what_to_think_of(const ThoughtStatement& thought, const Variable& variable) {
  if (variable.kind == VariableKind::Scale && variable.set_by_raid)
    return fmt::format("name a parameter that the raid reads: `{} thinks NAME = NUMBER`", thought.actor.text);
  if (variable.kind == VariableKind::Move)
    return "everybody expects of others what they do in equilibrium: let chance draw what actors differ about";
  return "name a draw, a trait of another actor, or a parameter that odds read";
}

// The second of two thoughts of one actor of one thing; `first`: where each was said first.
bool is_doubled(Work& work, const ThoughtStatement& thought, Named<Span>& first) {
  const std::string subject = subject_of(thought);
  const auto [found, added] = first.emplace(thought.actor.text + " " + subject, thought.about.span);
  if (added) return false;
  say(work, {Kind::E021,
             fmt::format("what {} thinks of {} is said twice", thought.actor.text, ticked(subject)),
             {thought.about.span, "again here"},
             {{found->second, "first here"}},
             "remove one of them"});
  return true;
}

bool knows_values(Work& work, VariableId id, const std::vector<Case>& cases) {
  bool known = true;
  for (const Case& row : cases) {
    for (const Draw& draw : row.draws) {
      resolve_value(work, id, draw.value);
      known = known && find_value(work, id, draw.value.text);
    }
  }
  return known;
}

// The draw or trait that is thought of; nothing where it is none, which is said.
std::optional<VariableId> drawn_variable(Work& work, const ThoughtStatement& thought, ActorId actor) {
  const std::optional<VariableId> id = resolve_variable(work, thought.about);
  if (!id) return std::nullopt;
  const Variable& variable = work.model.variables[*id];
  if (variable.kind != VariableKind::Trait && variable.kind != VariableKind::Chance) {
    say_about(work, thought,
              fmt::format("actors may differ about what chance draws; {} is {}", ticked(variable.name),
                          kind_words(variable.kind)),
              what_to_think_of(thought, variable), variable.span);
    return std::nullopt;
  }
  if (variable.owner == actor) {
    say_about(work, thought,
              fmt::format("{} is {}'s own: it knows what it is", ticked(variable.name), thought.actor.text),
              "let another actor think of it", variable.span);
    return std::nullopt;
  }
  if (thought.number) {
    say_no_number(work, thought, variable.span);
    return std::nullopt;
  }
  return id;
}

const Declared* parameter_of(const Work& work, const Ref& about) {
  const auto found = work.names.plain.find(about.first.text);
  const bool is_one = found != work.names.plain.end() && found->second.kind == DeclaredKind::Parameter;
  return is_one && !about.second ? &found->second : nullptr;
}

// What is thought of a draw or a trait; nothing where it is a number that is thought of, or something is wrong with it.
std::optional<ThoughtOf> resolve_thought(Work& work, const ThoughtStatement& thought, Named<Span>& first) {
  const std::optional<ActorId> actor = resolve_actor(work, thought.actor);
  if (!actor || thought.about.first.text.empty() || is_doubled(work, thought, first)) return std::nullopt;
  const Declared* parameter = parameter_of(work, thought.about);
  if (parameter && !thought.number) say_no_odds(work, thought, parameter->span);
  if (parameter) return std::nullopt;
  if (thought.number && !thought.about.second && !find_variable(work, thought.about)) {
    resolve_parameter(work, thought.about.first);
    return std::nullopt;
  }
  const std::optional<VariableId> id = drawn_variable(work, thought, *actor);
  if (!id || !knows_values(work, *id, thought.cases)) return std::nullopt;
  return ThoughtOf{*actor, *id, &thought};
}

// Odds that are one plain number; nothing where they are computed.
std::optional<double> plain_odds(const DrawCase::Draw& draw) {
  const bool plain = draw.odds && draw.odds->code.size() == 1 && draw.odds->code[0].op == OpCode::Number;
  return plain ? std::optional(draw.odds->code[0].number) : std::nullopt;
}

// What plain numbers leave of 100%, at most.
double left_for_rest(const DrawCase& row) {
  double sum = 0;
  for (const DrawCase::Draw& draw : row.draws) sum += plain_odds(draw).value_or(0);
  return 1 - sum;
}

bool can_draw(const DrawCase& row, ValueIndex value) {
  constexpr double nothing = 1e-12;
  const auto found = std::ranges::find(row.draws, value, &DrawCase::Draw::value);
  if (found == row.draws.end()) return false;
  return found->odds ? plain_odds(*found) != 0.0 : left_for_rest(row) > nothing;
}

void say_ruled_out(Work& work, const ThoughtOf& thought, const DrawCase& row, const DrawCase::Draw& common) {
  const std::string name = work.model.variables[thought.variable].values[common.value].name;
  say(work,
      {Kind::E034,
       fmt::format("{} rules out {}, which can happen by the model's odds", thought.syntax->actor.text, ticked(name)),
       {row.span, ""},
       {{common.span, "can happen"}},
       fmt::format("give {} a small probability, such as `{} 0.1%`", ticked(name), name)});
}

// What the model draws in every case, and one of the actor's cases leaves out.
void check_ruled_out(Work& work, const ThoughtOf& thought, const std::vector<DrawCase>& model,
                     const std::vector<DrawCase>& own) {
  if (model.empty()) return;
  for (const DrawCase& row : own) {
    const auto is_ruled_out = [&](const DrawCase::Draw& common) {
      const auto draws_it = [&](const DrawCase& other) { return can_draw(other, common.value); };
      return std::ranges::all_of(model, draws_it) && !can_draw(row, common.value);
    };
    const auto found = std::ranges::find_if(model.front().draws, is_ruled_out);
    if (found != model.front().draws.end()) say_ruled_out(work, thought, row, *found);
  }
}

std::optional<NumberThought> build_number_thought(Work& work, const ThoughtStatement& thought) {
  const Declared* parameter = parameter_of(work, thought.about);
  const auto actor = work.names.plain.find(thought.actor.text);
  if (!parameter || actor == work.names.plain.end() || actor->second.kind != DeclaredKind::Actor) return std::nullopt;
  const ParameterId id{parameter->row};
  const std::string what = fmt::format("what {} thinks of {}", thought.actor.text, ticked(subject_of(thought)));
  Formula number = build_constant(work, *thought.number, what);
  if (work.model.parameters[id].is_precision) {
    say_about(work, thought, "no odds read the precision, and that is all that actors may differ about",
              "name a parameter that odds read", parameter->span);
    return std::nullopt;
  }
  const Span span = joined(thought.about.span, thought.number->span);
  return NumberThought{ActorId{actor->second.row}, id, std::move(number), span};
}

Thought build_thought(Work& work, const ThoughtOf& thought, const Chance& chance, const Where& where) {
  std::vector<DrawCase> own = build_known_cases(work, chance.variable, thought.syntax->cases, where);
  check_ruled_out(work, thought, chance.cases, own);
  return {thought.actor, std::move(own), thought.syntax->about.span};
}

// The steps that draw something, in the order of the text.
std::vector<const Chance*> draws_of(const Model& model, VariableId variable) {
  std::vector<const Chance*> draws;
  const auto look = [&](const Step& step) {
    const Chance* chance = only<Chance>(step);
    if (chance && chance->variable == variable) draws.push_back(chance);
  };
  for_each_step(model.traits, look);
  for (const Stage& stage : model.stages) for_each_step(stage.steps, look);
  return draws;
}

}  // namespace

void declare_thoughts(Work& work) {
  Named<Span> first;
  for_each_statement<ThoughtStatement>(work.tree, [&](const ThoughtStatement& thought, const Statement&) {
    if (const auto known = resolve_thought(work, thought, first)) work.thoughts.push_back(*known);
  });
}

std::vector<Thought> build_thoughts(Work& work, const Chance& chance, const Where& where) {
  std::vector<Thought> thoughts;
  for (const ThoughtOf& thought : work.thoughts) {
    if (thought.variable == chance.variable) thoughts.push_back(build_thought(work, thought, chance, where));
  }
  return thoughts;
}

void build_number_thoughts(Work& work) {
  for_each_statement<ThoughtStatement>(work.tree, [&](const ThoughtStatement& thought, const Statement&) {
    if (!thought.number) return;
    if (auto built = build_number_thought(work, thought)) work.model.number_thoughts.push_back(std::move(*built));
  });
}

bool build_changed_thought(Work& work, const ThoughtStatement& thought, Named<Span>& first, ModelChange& change) {
  const std::optional<ThoughtOf> known = resolve_thought(work, thought, first);
  if (!known) {
    change.op = ModelChange::Op::NumberThought;
    if (thought.number) change.number_thought = build_number_thought(work, thought);
    return change.number_thought.has_value();
  }
  change.op = ModelChange::Op::Thought;
  change.variable = known->variable;
  const std::vector<const Chance*> draws = draws_of(work.model, known->variable);
  const std::vector<Setting>& settings = work.settings[known->variable];
  for (std::size_t k = 0; k < std::min(draws.size(), settings.size()); ++k)
    change.thoughts.push_back(build_thought(work, *known, *draws[k], settings[k].where));
  return true;
}

}  // namespace demarche
