#include "demarche/check/thoughts.h"

#include "demarche/check/build.h"
#include "demarche/check/fixes.h"
#include "demarche/check/numbers.h"

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

void declare_thought(Work& work, const ThoughtStatement& thought, Named<Span>& first) {
  const std::optional<ActorId> actor = resolve_actor(work, thought.actor);
  if (!actor || thought.about.first.text.empty() || is_doubled(work, thought, first)) return;
  const Declared* parameter = parameter_of(work, thought.about);
  if (parameter && !thought.number) say_no_odds(work, thought, parameter->span);
  if (parameter) return;
  if (thought.number && !thought.about.second && !find_variable(work, thought.about)) {
    resolve_parameter(work, thought.about.first);
    return;
  }
  const std::optional<VariableId> id = drawn_variable(work, thought, *actor);
  if (id && knows_values(work, *id, thought.cases)) work.thoughts.push_back({*actor, *id, &thought});
}

bool is_plain_zero(const DrawCase::Draw& draw) {
  return draw.odds && draw.odds->code.size() == 1 && draw.odds->code[0].op == OpCode::Number &&
         draw.odds->code[0].number == 0;
}

bool can_draw(const DrawCase& row, ValueIndex value) {
  const auto found = std::ranges::find(row.draws, value, &DrawCase::Draw::value);
  return found != row.draws.end() && !is_plain_zero(*found);
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

void build_number_thought(Work& work, const ThoughtStatement& thought) {
  const Declared* parameter = parameter_of(work, thought.about);
  const auto actor = work.names.plain.find(thought.actor.text);
  if (!parameter || actor == work.names.plain.end() || actor->second.kind != DeclaredKind::Actor) return;
  const ParameterId id{parameter->row};
  const std::string what = fmt::format("what {} thinks of {}", thought.actor.text, ticked(subject_of(thought)));
  Formula number = build_constant(work, *thought.number, what);
  if (work.model.parameters[id].is_precision) {
    say_about(work, thought, "no odds read the precision, and that is all that actors may differ about",
              "name a parameter that odds read", parameter->span);
    return;
  }
  const Span span = joined(thought.about.span, thought.number->span);
  work.model.number_thoughts.push_back({ActorId{actor->second.row}, id, std::move(number), span});
}

}  // namespace

void declare_thoughts(Work& work) {
  Named<Span> first;
  for_each_statement<ThoughtStatement>(
      work.tree, [&](const ThoughtStatement& thought, const Statement&) { declare_thought(work, thought, first); });
}

std::vector<Thought> build_thoughts(Work& work, const Chance& chance, const Where& where) {
  std::vector<Thought> thoughts;
  for (const ThoughtOf& thought : work.thoughts) {
    if (thought.variable != chance.variable) continue;
    std::vector<DrawCase> own = build_known_cases(work, chance.variable, thought.syntax->cases, where);
    check_ruled_out(work, thought, chance.cases, own);
    thoughts.push_back({thought.actor, std::move(own), thought.syntax->about.span});
  }
  return thoughts;
}

void build_number_thoughts(Work& work) {
  for_each_statement<ThoughtStatement>(work.tree, [&](const ThoughtStatement& thought, const Statement&) {
    if (thought.number) build_number_thought(work, thought);
  });
}

}  // namespace demarche
