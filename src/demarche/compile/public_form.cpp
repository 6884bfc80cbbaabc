#include "demarche/compile/public_form.h"

#include "demarche/compile/reading.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

using Why = std::optional<std::string>;

struct Looking {
  const Model& model;
  const Program& program;
};

const std::string& name_of(const Looking& at, VariableId variable) { return at.model.variables[variable].name; }

bool is_trait(const Looking& at, VariableId variable) {
  return at.model.variables[variable].kind == VariableKind::Trait;
}

// The first private trait among variables that belongs to somebody else than `owner`.
std::optional<VariableId> trait_of_others(const Looking& at, const std::vector<VariableId>& variables,
                                          std::optional<ActorId> owner) {
  const auto other = [&](VariableId read) { return is_trait(at, read) && at.model.variables[read].owner != owner; };
  const auto found = std::ranges::find_if(variables, other);
  return found == variables.end() ? std::nullopt : std::optional(*found);
}

ActorId first_of(ActorSet actors, std::size_t num_actors) {
  std::size_t actor = 0;
  while (actor + 1 < num_actors && !contains(actors, ActorId{actor})) ++actor;
  return ActorId{actor};
}

std::size_t num_cases(const BranchingStep& step) {
  return std::visit(Overloaded{[](const Chance& chance) { return chance.cases.size(); },
                               [](const Vote& vote) { return vote.others.size() + 1; },
                               [](const OneOf<Move, Raid> auto&) { return std::size_t{1}; }},
                    step.what);
}

// Odds and the conditions of options and cases may read an owner's traits where they belong to another trait of it.
Why reads_traits(const Looking& at, const Site& site, std::optional<ActorId> owner) {
  const std::string& name = name_of(at, site.variable);
  if (const auto trait = trait_of_others(at, read_by_shape(site), owner)) {
    return fmt::format("what `{}` can be depends on the private trait `{}`", name, name_of(at, *trait));
  }
  for (std::size_t row = 0; row < num_cases(site.step); ++row) {
    const auto trait = trait_of_others(at, read_by_odds(site, static_cast<std::uint32_t>(row)), owner);
    if (trait) {
      return fmt::format("the odds of `{}` depend on the private trait `{}`", name, name_of(at, *trait));
    }
  }
  return std::nullopt;
}

Why about_trait(const Looking& at, const Site& site, ActorSet seen_by) {
  const std::optional<ActorId> owner = at.model.variables[site.variable].owner;
  const ActorSet others = seen_by & ~(ActorSet{1} << owner->value);
  if (others != 0) {
    const ActorId who = first_of(others, at.program.num_actors);
    return fmt::format("{} sees the private trait `{}`", at.model.actors[who].name, name_of(at, site.variable));
  }
  if (seen_by == 0) {
    return fmt::format("{} does not see `{}`", at.model.actors[*owner].name, name_of(at, site.variable));
  }
  return reads_traits(at, site, owner);
}

Why about_branch(const Looking& at, const Command& command) {
  const Site& site = at.program.sites[command.site];
  if (site.stage < 0) return about_trait(at, site, command.seen_by);
  const ActorSet blind = at.program.everyone & ~command.seen_by;
  if (blind != 0) {
    const ActorId who = first_of(blind, at.program.num_actors);
    return fmt::format("{} does not see `{}`", at.model.actors[who].name, name_of(at, site.variable));
  }
  return reads_traits(at, site, std::nullopt);
}

Why about(const Looking& at, const Command& command) {
  if (command.kind == CommandKind::Branch) return about_branch(at, command);
  if (command.kind == CommandKind::Show && is_trait(at, command.variable)) {
    return fmt::format("the private trait `{}` is revealed", name_of(at, command.variable));
  }
  if (command.kind != CommandKind::SkipUnless) return std::nullopt;
  const auto trait = trait_of_others(at, variables_of(*command.condition), std::nullopt);
  if (!trait) return std::nullopt;
  return fmt::format("the step `if {}` depends on the private trait `{}`", text_of(at.model, *command.condition),
                     name_of(at, *trait));
}

const Move* move_at(const Looking& at, const Command& command) {
  if (command.kind != CommandKind::Branch || !command.deferred) return nullptr;
  return only<Move>(at.program.sites[command.site].step);
}

bool is_always_a_choice(const Move& move) {
  return std::ranges::count_if(move.options, [](const MoveOption& option) { return option.condition.code.empty(); }) >
         1;
}

// Two moves side by side inside `simultaneously`: the second mover has not heard the first. Where a condition stands
// between them, the story may let only one of them move; that shows when it is unfolded.
Why about_block(const Looking& at, std::size_t row) {
  const std::vector<Command>& commands = at.program.commands;
  const Move* first = move_at(at, commands[row]);
  const Move* second = row + 1 < commands.size() ? move_at(at, commands[row + 1]) : nullptr;
  const bool guarded = row > 0 && commands[row - 1].kind == CommandKind::SkipUnless;
  if (!first || !second || guarded || first->actor == second->actor || !is_always_a_choice(*first)) return std::nullopt;
  return fmt::format("{} does not see `{}` before `{}`", at.model.actors[second->actor].name,
                     name_of(at, first->variable), name_of(at, second->variable));
}

}  // namespace

std::optional<std::string> what_is_hidden(const Model& model, const Program& program) {
  const Looking at{model, program};
  for (std::size_t row = 0; row < program.commands.size(); ++row) {
    if (Why why = about(at, program.commands[row])) return why;
    if (Why why = about_block(at, row)) return why;
  }
  return std::nullopt;
}

}  // namespace demarche
