#include "demarche/check/order.h"
#include "demarche/check/definitions.h"
#include "demarche/check/fixes.h"
#include "demarche/check/resolve.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

bool share_a_repeat(const Where& a, const Where& b) {
  return std::ranges::any_of(a.repeats, [&](int id) { return std::ranges::find(b.repeats, id) != b.repeats.end(); });
}

bool comes_before(const Where& first, const Where& second) {
  return first.order < second.order || share_a_repeat(first, second);
}

// Scales have a level from the start.
bool is_settled(const Work& work, VariableId id, const Where& where) {
  if (work.model.variables[id].kind == VariableKind::Scale) return true;
  return std::ranges::any_of(work.settings[id],
                             [&](const Setting& setting) { return comes_before(setting.where, where); });
}

std::string_view settled_words(const Variable& variable) {
  switch (variable.kind) {
    case VariableKind::Move:
      return "decided here, later in the story";
    case VariableKind::Counter:
      return "counted from here on, later in the story";
    case VariableKind::Vote:
      return "voted here, later in the story";
    default:
      return "drawn here, later in the story";
  }
}

bool is_shown(const Work& work, VariableId id, ActorId actor, const Where& where) {
  return std::ranges::any_of(work.showings[id], [&](const Showing& showing) {
    return contains(showing.to, actor) && comes_before(showing.where, where);
  });
}

// What an actor knows of how the story went before a place, followed through the conditions of the steps before.
struct Sight {
  const Work& work;
  ActorId actor;
  const Where& where;
  std::vector<VariableId> visiting;
};

bool sees(Sight& sight, VariableId id);

bool sees_all_of(Sight& sight, const Definiens& definiens) {
  return std::ranges::all_of(definiens.reads.variables, [&](const Read& read) { return sees(sight, read.variable); });
}

bool sees_all_of(Sight& sight, const Expr& expr) {
  if (expr.op == Expr::Op::Ref) {
    if (const Definiens* definiens = find_definition(sight.work, expr.ref)) return sees_all_of(sight, *definiens);
    const std::optional<VariableId> id = find_variable(sight.work, expr.ref);
    return !id || sees(sight, *id);
  }
  return std::ranges::all_of(expr.args, [&](const Expr& part) { return sees_all_of(sight, part); });
}

bool sees_all_of(Sight& sight, const Cond& cond) {
  if (cond.op == Cond::Op::Event) {
    const Definiens* definiens = find_definition(sight.work, cond.ref);
    return definiens == nullptr || sees_all_of(sight, *definiens);
  }
  if (cond.op == Cond::Op::Is || cond.op == Cond::Op::Ordered) {
    const std::optional<VariableId> id = find_variable(sight.work, cond.ref);
    return !id || sees(sight, *id);
  }
  return std::ranges::all_of(cond.args, [&](const Cond& part) { return sees_all_of(sight, part); }) &&
         std::ranges::all_of(cond.sides, [&](const Expr& side) { return sees_all_of(sight, side); });
}

// Whether the actor can tell if a step before the place was taken. An `end` passed is known to all who are still
// playing.
bool can_tell(Sight& sight, const Where& step) {
  return std::ranges::all_of(step.gates, [&](int gate) {
    if (std::ranges::find(sight.where.gates, gate) != sight.where.gates.end()) return true;
    const Cond* condition = sight.work.gates[static_cast<std::size_t>(gate)];
    return condition == nullptr || sees_all_of(sight, *condition);
  });
}

// Own variables, what was shown, what was open to see; and scales, where the actor can tell each step that moves them.
bool sees(Sight& sight, VariableId id) {
  const Work& work = sight.work;
  const Variable& variable = work.model.variables[id];
  if (variable.owner == sight.actor || is_shown(work, id, sight.actor, sight.where)) return true;
  if (std::ranges::find(sight.visiting, id) != sight.visiting.end()) return true;
  sight.visiting.push_back(id);
  return std::ranges::all_of(work.settings[id], [&](const Setting& setting) {
    if (!comes_before(setting.where, sight.where) || contains(setting.seen_by, sight.actor)) return true;
    return variable.kind == VariableKind::Scale && can_tell(sight, setting.where);
  });
}

std::string seen_words(const Work& work, const Variable& variable, ActorSet seen_by) {
  if (variable.kind == VariableKind::Trait) return "known only to " + actor_names(work, seen_by);
  if (seen_by == 0) return "seen by nobody unless revealed";
  return "seen only by " + actor_names(work, seen_by);
}

// The step that hides the value from the actor, to be shown as the other end.
Label hiding_label(const Work& work, VariableId id, ActorId actor) {
  const Variable& variable = work.model.variables[id];
  for (const Setting& setting : work.settings[id]) {
    if (!contains(setting.seen_by, actor)) return {setting.span, seen_words(work, variable, setting.seen_by)};
  }
  return {variable.span, "declared here"};
}

const Showing* later_showing(const Work& work, VariableId id, ActorId actor) {
  const auto& showings = work.showings[id];
  const auto found =
      std::ranges::find_if(showings, [&](const Showing& showing) { return contains(showing.to, actor); });
  return found == showings.end() ? nullptr : &*found;
}

void say_hidden(Work& work, const Read& read, ActorId actor, std::string_view option) {
  const std::string& who = work.model.actors[actor].name;
  const std::string& what = work.model.variables[read.variable].name;
  Diagnostic diagnostic{Kind::E009,
                        fmt::format("{} cannot condition on {}: {} never observes it", who, ticked(what), who),
                        {read.span, fmt::format("the option {} would tell {} something hidden", ticked(option), who)},
                        {hiding_label(work, read.variable, actor)},
                        fmt::format("`reveal {} to {}` before this step, or test something {} sees", what, who, who),
                        with_step_before(work, read.span, fmt::format("reveal {} to {}", what, who))};
  if (const Showing* later = later_showing(work, read.variable, actor)) {
    diagnostic.message = fmt::format("{} cannot condition on {}: {} observes it only later", who, ticked(what), who);
    diagnostic.others.push_back({later->span, "revealed only here"});
    diagnostic.help = "move this `reveal` before the step, or test something " + who + " sees";
    diagnostic.fixes.clear();
  }
  say(work, std::move(diagnostic));
  label_definition(work, read.defined);
}

void say_same_time(Work& work, const Read& read, const Variable& mover, Span other) {
  const Variable& variable = work.model.variables[read.variable];
  const std::string& who = work.model.actors[*mover.owner].name;
  say(work, {Kind::E014,
             fmt::format("{} is chosen at the same time as {}; {} cannot react to it", mover.name, variable.name, who),
             {read.span, "settled in the same `simultaneously` block"},
             {{other, ""}},
             fmt::format("take {} out of the block and put it after, or drop the condition", ticked(mover.name))});
  label_definition(work, read.defined);
}

}  // namespace

const Setting* same_time(const Work& work, VariableId id, const Where& where) {
  if (where.block < 0) return nullptr;
  const auto& settings = work.settings[id];
  const auto found =
      std::ranges::find_if(settings, [&](const Setting& setting) { return setting.where.block == where.block; });
  return found == settings.end() ? nullptr : &*found;
}

void check_order(Work& work, const Reads& reads, const Where& where) {
  for (const Read& read : reads.variables) {
    const Variable& variable = work.model.variables[read.variable];
    const std::vector<Setting>& settings = work.settings[read.variable];
    if (settings.empty() || same_time(work, read.variable, where) != nullptr) continue;
    if (is_settled(work, read.variable, where)) continue;
    say(work, {Kind::E007,
               ticked(variable.name) + " has not happened yet at this point",
               {read.span, ""},
               {{settings.front().span, std::string(settled_words(variable))}},
               "read it after it is settled, or test something earlier"});
    label_definition(work, read.defined);
  }
}

void check_sight(Work& work, const Reads& reads, const Where& where, VariableId move, std::string_view option) {
  const Variable& mover = work.model.variables[move];
  for (const Read& read : reads.variables) {
    const Variable& variable = work.model.variables[read.variable];
    const bool own = variable.owner == mover.owner;
    const Setting* other = own || read.before_block ? nullptr : same_time(work, read.variable, where);
    if (other != nullptr) {
      say_same_time(work, read, mover, other->span);
      continue;
    }
    Sight sight{work, *mover.owner, where, {}};
    if (!option.empty() && is_settled(work, read.variable, where) && !sees(sight, read.variable)) {
      say_hidden(work, read, *mover.owner, option);
    }
  }
}

}  // namespace demarche
