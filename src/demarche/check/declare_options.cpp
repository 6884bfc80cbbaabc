#include "demarche/check/declare.h"
#include "demarche/check/levels.h"
#include "demarche/check/resolve.h"

#include <fmt/format.h>

namespace demarche {

namespace {

void declare_option(Work& work, VariableId id, const OptionSyntax& option) {
  declare_value(work, id, option.value);
  const std::optional<ValueIndex> value = find_value(work, id, option.value.text);
  if (!value || !option.note) return;
  std::string& note = work.model.variables[id].values[*value].note;
  if (note.empty()) note = option.note->text;
}

// A name behind an option that names no number: another option, where the comma between them is missing.
void say_comma_missing(Work& work, const OptionSyntax& option) {
  const Name& name = option.number->ref.first;
  say(work, {Kind::E003,
             fmt::format("did not expect {} here", ticked(name.text)),
             {name.span, ""},
             {},
             "put a comma between options; a number may stand behind one, as in `none 0, some 0.4`",
             {possible_fix({option.value.span.end, option.value.span.end}, ",")}});
}

constexpr std::size_t few_enough_to_guess =
    200;  // more diagnostics are not read one by one, and each guess costs a search

bool is_comma_missing(const Work& work, const OptionSyntax& option) {
  if (!option.number || option.number->op != Expr::Op::Ref || option.number->ref.second) return false;
  const Name& name = option.number->ref.first;
  if (work.names.plain.contains(name.text) || work.names.silenced.contains(name.text)) return false;
  if (work.diagnostics.size() >= few_enough_to_guess) return true;
  std::vector<std::string> parameters;
  for (const Parameter& parameter : work.model.parameters) parameters.push_back(parameter.name);
  return guess_of(name.text, parameters).name.empty();
}

}  // namespace

void declare_options(Work& work, VariableId id, const MoveStep& move) {
  work.moves.emplace_back(id, &move);
  Variable& variable = work.model.variables[id];
  if (move.levels && variable.values.empty()) declare_levels(work, id, *move.levels);
  if (move.levels) variable.has_numbers = true;
  for (const OptionSyntax& option : move.options) {
    declare_option(work, id, option);
    if (!option.number) continue;
    if (is_comma_missing(work, option)) {
      say_comma_missing(work, option);
      declare_value(work, id, option.number->ref.first);
    } else {
      variable.has_numbers = true;
    }
  }
}

}  // namespace demarche
