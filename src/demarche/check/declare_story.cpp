#include "demarche/check/ballots.h"
#include "demarche/check/declare.h"
#include "demarche/check/fixes.h"
#include "demarche/check/levels.h"
#include "demarche/check/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {

namespace {

struct PendingReveal {
  const RevealStep* reveal;
  Where where;
  ActorSet to;
};

// Where the walk through the story stands.
struct Walk {
  Work& work;
  std::vector<int> repeats;
  std::vector<int> gates;
  int block = -1;
  std::vector<PendingReveal> reveals;  // what they show may be declared further down
};

void walk_step(Walk& walk, const StepSyntax& step);

ActorSet only(ActorId actor) { return ActorSet{1} << actor.value; }

// The place of the next step; a condition on the step is a gate to what it settles.
Where here(const Walk& walk, int order) { return {order, walk.repeats, walk.gates, walk.block}; }

int open_gate(Walk& walk, const Cond* condition) {
  walk.work.gates.push_back(condition);
  return static_cast<int>(walk.work.gates.size()) - 1;
}

Where take_place(Walk& walk, const std::optional<Cond>& condition) {
  Where where = here(walk, static_cast<int>(walk.work.places.size()));
  if (condition) where.gates.push_back(open_gate(walk, &*condition));
  walk.work.places.push_back(where);
  return where;
}

VariableId declare_kind(Work& work, VariableKind kind, std::string name, std::optional<ActorId> owner, Span span) {
  Variable variable;
  variable.kind = kind;
  variable.name = std::move(name);
  variable.owner = owner;
  variable.span = span;
  return declare_variable(work, std::move(variable));
}

void say_doubled(Work& work, std::string_view what, const Name& name, Span first) {
  say(work, {Kind::E021,
             fmt::format("{} {} is listed twice", what, ticked(name.text)),
             {name.span, "again here"},
             {{first, "first here"}},
             "remove one of them",
             without_item(work, name.span)});
}

template <class List>
void check_doubled(Work& work, std::string_view what, const List& list) {
  Named<Span> seen;
  for (const auto& item : list) {
    if (item.value.text.empty()) continue;
    const auto [found, added] = seen.emplace(item.value.text, item.value.span);
    if (!added) say_doubled(work, what, item.value, found->second);
  }
}

ActorSet audience(Work& work, const MoveStep& move, ActorId actor) {
  if (move.verb == Verb::SecretlyChooses) return only(actor);
  if (move.verb != Verb::Tells) return everyone(work);
  for (const Name& name : move.hearers) {
    const std::optional<ActorId> hearer = resolve_actor(work, name);
    if (hearer == actor) {
      say_misuse(work, fmt::format("{} cannot tell itself something", name.text), name.span, "",
                 "name another actor, or write `secretly chooses`");
    }
  }
  return only(actor) | resolve_actors(work, move.hearers);
}

// The variable of a move: one for all steps that give the same actor the same move.
std::optional<VariableId> move_variable(Work& work, ActorId actor, const Name& move) {
  if (move.text.empty()) return std::nullopt;
  const std::string name = work.model.actors[actor].name + "." + move.text;
  const auto found = work.names.dotted.find(name);
  if (found == work.names.dotted.end()) return declare_kind(work, VariableKind::Move, name, actor, move.span);
  const bool ballot = work.ballots.contains(found->second);
  if (work.model.variables[found->second].kind == VariableKind::Move && !ballot) return found->second;
  say_twice(work, ticked(name), move.span, work.model.variables[found->second].span);
  return std::nullopt;
}

void walk_move(Walk& walk, const MoveStep& move) {
  const Where where = take_place(walk, move.condition);
  const std::optional<ActorId> actor = resolve_actor(walk.work, move.actor);
  if (!actor) return;
  const ActorSet seen_by = audience(walk.work, move, *actor);
  const std::optional<VariableId> id = move_variable(walk.work, *actor, move.move);
  check_doubled(walk.work, "option", move.options);
  if (!id) return;
  declare_options(walk.work, *id, move);
  walk.work.settings[*id].push_back({where, move.move.span, seen_by});
}

void declare_draws(Work& work, VariableId id, const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    check_doubled(work, "outcome", row.draws);
    for (const Draw& draw : row.draws) declare_value(work, id, draw.value);
  }
}

// A draw may stand in several steps, each with its own condition; then it has the values of all.
void walk_chance(Walk& walk, const ChanceStep& chance) {
  Work& work = walk.work;
  const Where where = take_place(walk, chance.condition);
  if (chance.name.text.empty()) return;
  std::optional<VariableId> id = find_variable(work, {chance.name, std::nullopt, chance.name.span});
  if (!id || work.model.variables[*id].kind != VariableKind::Chance) {
    id = declare_kind(work, VariableKind::Chance, chance.name.text, std::nullopt, chance.name.span);
  }
  declare_draws(work, *id, chance.cases);
  const ActorSet seen_by = chance.seen_by ? resolve_who(work, *chance.seen_by) : everyone(work);
  work.settings[*id].push_back({where, chance.name.span, seen_by});
}

void walk_raid(Walk& walk, const RaidStep& raid) {
  Work& work = walk.work;
  const Where where = take_place(walk, raid.condition);
  for (const Layer& layer : raid.layers) {
    if (!layer.name.text.empty()) work.names.layers.emplace(layer.name.text, layer.name.span);
  }
  const std::optional<VariableId> id = resolve_scale(work, raid.name);
  if (!id) return;
  work.model.variables[*id].set_by_raid = true;
  work.settings[*id].push_back({where, raid.name.span, everyone(work)});
}

void declare_ballot(Walk& walk, const VoteStep& vote, ActorId voter, const Where& where) {
  Work& work = walk.work;
  const std::string& actor = work.model.actors[voter].name;
  const Span span = vote.voters->span;
  const VariableId id = declare_kind(work, VariableKind::Move, actor + "." + vote.name.text, voter, span);
  declare_value(work, id, {"yes", span});
  declare_value(work, id, {"no", span});
  if (voting_terms(vote, actor).may_abstain) declare_value(work, id, {"abstain", span});
  work.ballots.insert(id);
  work.settings[id].push_back({where, span, audience_of_ballot(work, vote, voter)});
}

void walk_vote(Walk& walk, const VoteStep& vote) {
  Work& work = walk.work;
  const Where where = take_place(walk, vote.condition);
  if (vote.name.text.empty()) return;
  const VariableId id = declare_kind(work, VariableKind::Vote, vote.name.text, std::nullopt, vote.name.span);
  declare_value(work, id, {"passed", vote.name.span});
  declare_value(work, id, {"failed", vote.name.span});
  work.settings[id].push_back({where, vote.name.span, audience_of_vote(work, vote)});
  if (!vote.voters) return;
  const ActorSet voters = resolve_who(work, *vote.voters);
  for (std::size_t row = 0; row < work.model.actors.size(); ++row) {
    if (contains(voters, ActorId{row})) declare_ballot(walk, vote, ActorId{row}, where);
  }
}

void walk_repeat(Walk& walk, const RepeatStep& repeat) {
  Work& work = walk.work;
  const Where where = take_place(walk, std::nullopt);
  const std::size_t times = static_cast<std::size_t>(std::clamp(repeat.times, 0, static_cast<int>(max_values) - 1));
  if (!repeat.counter.text.empty()) {
    const VariableId id =
        declare_kind(work, VariableKind::Counter, repeat.counter.text, std::nullopt, repeat.counter.span);
    for (std::size_t k = 0; k <= times; ++k) declare_value(work, id, {std::to_string(k), repeat.counter.span});
    work.model.variables[id].has_numbers = true;
    work.model.variables[id].start = 0;
    for (std::size_t k = 0; k <= times && k < work.model.variables[id].values.size(); ++k) {
      work.model.variables[id].values[k].number.code.push_back({OpCode::Number, 0, 0, 0, static_cast<double>(k)});
    }
    work.settings[id].push_back({where, repeat.counter.span, everyone(work)});
    work.counters.emplace(where.order, id);
  }
  walk.repeats.push_back(where.order);
  for (const StepSyntax& step : repeat.steps) walk_step(walk, step);
  walk.repeats.pop_back();
}

void walk_simultaneous(Walk& walk, const SimultaneousStep& block) {
  const Where where = take_place(walk, std::nullopt);
  const int outer = std::exchange(walk.block, where.order);
  for (const StepSyntax& step : block.steps) walk_step(walk, step);
  walk.block = outer;
}

void walk_reveal(Walk& walk, const RevealStep& reveal) {
  const Where where = take_place(walk, reveal.condition);
  const ActorSet to = resolve_who(walk.work, reveal.to);
  walk.reveals.push_back({&reveal, where, to});
}

void walk_step(Walk& walk, const StepSyntax& step) {
  Work& work = walk.work;
  std::visit(Overloaded{
                 [&](const MoveStep& move) { walk_move(walk, move); },
                 [&](const ChanceStep& chance) { walk_chance(walk, chance); },
                 [&](const RaidStep& raid) { walk_raid(walk, raid); },
                 [&](const VoteStep& vote) { walk_vote(walk, vote); },
                 [&](const RepeatStep& repeat) { walk_repeat(walk, repeat); },
                 [&](const SimultaneousStep& block) { walk_simultaneous(walk, block); },
                 [&](const RevealStep& reveal) { walk_reveal(walk, reveal); },
                 [&](const ScaleStep& scale) {
                   const Where where = take_place(walk, scale.condition);
                   if (const auto id = find_variable(work, {scale.scale, std::nullopt, scale.scale.span})) {
                     work.settings[*id].push_back({where, scale.scale.span, 0});
                   }
                 },
                 [&](const EndStep& end) {
                   take_place(walk, end.condition);
                   walk.gates.push_back(open_gate(walk, nullptr));
                 },
             },
             step.what);
}

void walk_stage(Walk& walk, const StageStatement& stage) {
  // An `end` inside the stage stays a gate to all that follows; the stage's own condition does not.
  walk.work.stages.push_back(here(walk, static_cast<int>(walk.work.places.size())));
  const int gate = open_gate(walk, stage.condition ? &*stage.condition : nullptr);
  if (stage.condition) walk.gates.push_back(gate);
  for (const StepSyntax& step : stage.steps) walk_step(walk, step);
  std::erase(walk.gates, gate);
}

void declare_traits(Work& work) {
  int num_traits = 0;
  for_each_statement<PrivateStatement>(work.tree, [&](const PrivateStatement&, const Statement&) { ++num_traits; });
  int order = -num_traits;
  for_each_statement<PrivateStatement>(work.tree, [&](const PrivateStatement& statement, const Statement&) {
    const Where where{order++, {}, {}, -1};
    const std::optional<ActorId> actor = resolve_actor(work, statement.trait.first);
    if (!actor || !statement.trait.second || statement.trait.second->text.empty()) return;
    const std::string name = work.model.actors[*actor].name + "." + statement.trait.second->text;
    const VariableId id = declare_kind(work, VariableKind::Trait, name, actor, statement.trait.span);
    if (statement.levels) declare_levels(work, id, *statement.levels);
    declare_draws(work, id, statement.cases);
    work.settings[id].push_back({where, statement.trait.span, only(*actor)});
  });
}

}  // namespace

void declare_story(Work& work) {
  declare_traits(work);
  Walk walk{work, {}, {}, -1, {}};
  Named<Span> titles;
  for_each_statement<StageStatement>(work.tree, [&](const StageStatement& stage, const Statement&) {
    const auto [found, added] = titles.emplace(stage.title.text, stage.title.span);
    if (!added && !stage.title.text.empty()) {
      say_twice(work, "stage \"" + stage.title.text + "\"", stage.title.span, found->second);
    }
    walk_stage(walk, stage);
  });
  for (const PendingReveal& pending : walk.reveals) {
    if (const auto id = find_variable(work, pending.reveal->what)) {
      work.showings[*id].push_back({pending.where, pending.reveal->what.span, pending.to});
    }
  }
}

}  // namespace demarche
