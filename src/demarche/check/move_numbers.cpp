#include "demarche/check/move_numbers.h"

#include "demarche/check/formulas.h"
#include "demarche/check/levels.h"
#include "demarche/check/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace demarche {
namespace {

bool same_instruction(const Instruction& a, const Instruction& b) {
  return a.op == b.op && a.count == b.count && a.index == b.index && a.number == b.number;
}

bool same_number(const Formula& a, const Formula& b) { return std::ranges::equal(a.code, b.code, same_instruction); }

void say_otherwise(Work& work, std::string message, Span here, Span first) {
  say(work, {Kind::E023,
             std::move(message),
             {here, ""},
             {{first, "otherwise here"}},
             "write the same numbers wherever the move is made, or give the moves two names"});
}

void number_option(Work& work, VariableId id, const OptionSyntax& option) {
  const std::optional<ValueIndex> value = find_value(work, id, option.value.text);
  if (!value || !option.number) return;
  if (option.number->op == Expr::Op::Ref && find_value(work, id, option.number->ref.first.text)) return;  // told: E003
  const std::string what =
      fmt::format("the number of {} of {}", ticked(option.value.text), work.model.variables[id].name);
  Formula number = build_constant(work, *option.number, what);
  check_finite(work, number, what);
  Formula& known = work.model.variables[id].values[*value].number;
  if (!known.code.empty() && !same_number(known, number))
    say_otherwise(work, what + " is another one here", number.span, known.span);
  if (known.code.empty()) known = std::move(number);
}

// Of a step whose move has its values from an earlier one.
void check_same_levels(Work& work, VariableId id, const LevelsSyntax& levels) {
  const Variable& variable = work.model.variables[id];
  const std::string name = ticked(variable.name);
  if (!variable.levels)
    return say_otherwise(work, name + " has options that are no levels", levels.span, variable.span);
  const Levels known = *variable.levels;
  const Levels here = build_law(work, id, levels);
  const bool same = static_cast<std::size_t>(levels.num) == work.model.variables[id].values.size() &&
                    same_number(here.first, known.first) && same_number(here.second, known.second);
  if (!same)
    say_otherwise(work, name + " has other levels here", levels.span, joined(known.first.span, known.second.span));
}

void say_law(Work& work, VariableId id, const LevelsSyntax& levels) {
  say_misuse(work, fmt::format("{} is chosen, and what is chosen has no law", ticked(work.model.variables[id].name)),
             levels.span, "", fmt::format("write `{} levels from LOW to HIGH`", levels.num));
}

// The first step of a move lays out its levels, if it has any; later ones may not lay out others.
void number_step(Work& work, VariableId id, const MoveStep& first, const MoveStep& move) {
  if (move.levels && move.levels->law != LevelLaw::Even) return say_law(work, id, *move.levels);
  if (move.levels && &first == &move) return number_levels(work, id, *move.levels);
  if (move.levels) return check_same_levels(work, id, *move.levels);
  if (first.levels && !move.options.empty()) {
    const std::string name = ticked(work.model.variables[id].name);
    say_otherwise(work, name + " has levels, and no options of other names", move.options.front().value.span,
                  first.levels->span);
    return;
  }
  for (const OptionSyntax& option : move.options) number_option(work, id, option);
}

void check_all_have_one(Work& work, VariableId id) {
  Variable& variable = work.model.variables[id];
  const auto has_one = [](const Value& value) { return !value.number.code.empty(); };
  const auto bare = std::ranges::find_if_not(variable.values, has_one);
  const auto numbered = std::ranges::find_if(variable.values, has_one);
  if (bare == variable.values.end()) return;
  if (numbered != variable.values.end()) {
    say(work, {Kind::E023,
               fmt::format("option {} of {} has no number, others have one", ticked(bare->name), ticked(variable.name)),
               {bare->span, ""},
               {{joined(numbered->span, numbered->number.span), "has a number"}},
               "give every option a number, or none"});
  }
  for (Value& value : variable.values) {
    if (!has_one(value)) value.number = not_a_number(value.span);
  }
}

}  // namespace

void build_move_numbers(Work& work) {
  std::map<VariableId, const MoveStep*> first;
  for (const auto& [id, move] : work.moves) {
    first.emplace(id, move);
    if (work.model.variables[id].has_numbers) number_step(work, id, *first[id], *move);
  }
  for (std::size_t row = 0; row < work.model.variables.size(); ++row) {
    const Variable& variable = work.model.variables[VariableId{row}];
    if (variable.kind == VariableKind::Move && variable.has_numbers) check_all_have_one(work, VariableId{row});
  }
  work.best = point_of(work.model, best_guesses(work.model));
}

void check_rising(Work& work, VariableId move, Span place, std::string_view words) {
  const Variable& variable = work.model.variables[move];
  const std::vector<double>& numbers = work.best.numbers[move];
  const auto fall = std::ranges::adjacent_find(numbers, std::greater<>());
  if (variable.kind != VariableKind::Move || fall == numbers.end()) return;
  const auto row = static_cast<std::size_t>(fall - numbers.begin());
  const Value& high = variable.values[row];
  const Value& low = variable.values[row + 1];
  say(work, {Kind::E008,
             fmt::format("{} has no order: its numbers fall from {} to {}, so `{}` means nothing for it",
                         ticked(variable.name), ticked(high.name), ticked(low.name), words),
             {place, ""},
             {{joined(high.span, low.number.span), "the numbers of the options"}},
             fmt::format("write the options from low to high, or compare the number: `{} >= ...`", variable.name)});
}

}  // namespace demarche
