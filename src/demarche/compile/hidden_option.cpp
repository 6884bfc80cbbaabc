#include "demarche/compile/hidden_option.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string settled_text(const Model& model, VariableId variable, StateView state) {
  const ValueIndex value = state[variable.value];
  const std::string& name = model.variables[variable].name;
  if (value == has_not_happened) return fmt::format("`{}` has not happened", name);
  return fmt::format("`{}` is `{}`", name, model.variables[variable].values[value].name);
}

}  // namespace

Diagnostic hidden_option(const Model& model, const Move& move, const MoveOption& option, StateView one,
                         StateView other) {
  const std::string& actor = model.actors[move.actor].name;
  const std::string& choice = model.variables[move.variable].values[option.value].name;
  Diagnostic diagnostic;
  diagnostic.kind = Kind::E009;
  diagnostic.message = fmt::format("{} cannot tell whether it has the option `{}`", actor, choice);
  diagnostic.primary.span = option.condition.code.empty() ? option.span : option.condition.span;
  diagnostic.primary.text = fmt::format("the option `{}` would tell {} something hidden", choice, actor);
  for (VariableId variable : variables_of(option.condition)) {
    if (one[variable.value] == other[variable.value]) continue;
    const std::optional<Recorded>& record = model.variables[variable].record;
    const std::string& name = model.variables[record ? record->of : variable].name;
    diagnostic.message = fmt::format("{} cannot condition on `{}`: it does not always observe it", actor, name);
    diagnostic.others.push_back(
        {model.variables[variable].span,
         fmt::format("a history where {} looks to {} like one where {}", settled_text(model, variable, one), actor,
                     settled_text(model, variable, other))});
    diagnostic.help = fmt::format("`reveal {} to {}` {}, or test something {} sees", name, actor,
                                  record ? "each time it is settled" : "before this step", actor);
    break;
  }
  return diagnostic;
}

}  // namespace demarche
