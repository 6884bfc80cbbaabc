#include "demarche/compile/public_lines.h"

#include "demarche/compile/formula_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

bool is_trait(const Model& model, VariableId variable) { return model.variables[variable].kind == VariableKind::Trait; }

// Whose traits the formulas read, in order of actors.
std::vector<ActorId> actors_read(const Model& model, std::initializer_list<const Formula*> formulas) {
  std::vector<ActorId> actors;
  for (const Formula* formula : formulas) {
    for (VariableId variable : variables_of(*formula)) {
      if (is_trait(model, variable)) actors.push_back(*model.variables[variable].owner);
    }
  }
  std::ranges::sort(actors);
  actors.erase(std::unique(actors.begin(), actors.end()), actors.end());
  return actors;
}

// What a condition of its own asks of one trait: `A.resolve is high or middle`.
Requirement requirement_of(const Model& model, const Formula& condition, ActorId actor) {
  if (condition.code.size() != 1 || condition.code[0].op != OpCode::Is) return {};
  const Instruction& step = condition.code[0];
  const VariableId variable{step.index};
  if (!is_trait(model, variable) || model.variables[variable].owner != actor) return {};
  const auto first = condition.values.begin() + step.first;
  Requirement requirement{variable, {first, first + step.count}};
  std::ranges::sort(requirement.values);
  requirement.values.erase(std::unique(requirement.values.begin(), requirement.values.end()), requirement.values.end());
  return requirement;
}

// The requirement that leaves the fewest values.
Requirement narrowest(const Model& model, const std::vector<Formula>& conditions, ActorId actor) {
  Requirement narrowest;
  for (const Formula& condition : conditions) {
    Requirement next = requirement_of(model, condition, actor);
    const bool better = narrowest.trait == none<VariableTag> || next.values.size() < narrowest.values.size();
    if (next.trait != none<VariableTag> && better) narrowest = std::move(next);
  }
  return narrowest;
}

std::vector<VariableId> public_reads(const Model& model, std::initializer_list<const Formula*> formulas) {
  std::vector<VariableId> reads;
  for (const Formula* formula : formulas) {
    for (VariableId variable : variables_of(*formula)) {
      if (!is_trait(model, variable)) reads.push_back(variable);
    }
  }
  std::ranges::sort(reads);
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  return reads;
}

PublicLine line_of(const Model& model, ActorId actor, const PayoffTerm& term, Formula number) {
  PublicLine line;
  line.actor = actor;
  line.span = term.span;
  line.number = std::move(number);
  const std::vector<ActorId> read = actors_read(model, {&term.condition, &line.number});
  if (!read.empty()) line.one = read[0];
  if (read.size() > 1) line.other = read[1];
  std::vector<Formula> open, hidden;
  for (Formula& part : conjuncts(term.condition)) {
    const bool is_open = actors_read(model, {&part}).empty();
    (is_open ? open : hidden).push_back(std::move(part));
  }
  line.of_one = narrowest(model, hidden, line.one);
  line.of_other = narrowest(model, hidden, line.other);
  line.open = all_of(open);
  line.hidden = all_of(hidden);
  line.public_reads = public_reads(model, {&term.condition, &line.number});
  return line;
}

std::string three_at_once(const Model& model, ActorId actor, const std::vector<ActorId>& read) {
  return fmt::format("a line of {}'s payoff reads the private traits of {}, {} and {} at once",
                     model.actors[actor].name, model.actors[read[0]].name, model.actors[read[1]].name,
                     model.actors[read[2]].name);
}

}  // namespace

std::expected<std::vector<PublicLine>, std::string> public_lines(const Model& model) {
  std::vector<PublicLine> lines;
  const auto is_private = [&](VariableId variable) { return is_trait(model, variable); };
  for (std::size_t row = 0; row < model.payoffs.size(); ++row) {
    const ActorId actor{row};
    for (const PayoffTerm& term : model.payoffs[actor]) {
      const bool several = actors_read(model, {&term.number}).size() > 1;
      for (Formula& number : several ? addends(term.number, is_private) : std::vector<Formula>{term.number}) {
        const std::vector<ActorId> read = actors_read(model, {&term.condition, &number});
        if (read.size() > 2) return std::unexpected(three_at_once(model, actor, read));
        lines.push_back(line_of(model, actor, term, std::move(number)));
      }
    }
  }
  return lines;
}

}  // namespace demarche
