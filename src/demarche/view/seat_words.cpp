#include "demarche/view/seat_page.h"

#include "demarche/view/precision_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

std::string settled_by(const Model& model, VariableId id) {
  const Variable& variable = model.variables[id];
  if (variable.owner) return model.actors[*variable.owner].name;
  switch (variable.kind) {
    case VariableKind::Vote:
      return "vote";
    case VariableKind::Scale:
      return variable.set_by_raid ? "raid" : "";
    case VariableKind::Trait:
    case VariableKind::Chance:
      return "chance";
    case VariableKind::Move:
    case VariableKind::Counter:
    case VariableKind::Record:
      return "";
  }
  return "";
}

std::string said_of_value(const Model& model, const Parameters& parameters, VariableId id, ValueIndex index) {
  const Variable& variable = model.variables[id];
  if (variable.kind == VariableKind::Counter) return "";
  if (!variable.values[index].note.empty()) return variable.values[index].note;
  return variable.levels ? short_number(point_of(model, parameters).numbers[id][index]) : "";
}

std::string counts_told(const std::optional<RaidCounts>& counts) {
  return counts ? fmt::format(" ({} of {} got through)", counts->leaked, counts->launched) : "";
}

std::string others_told(const Solved& solved) {
  const Solution& solution = solved.solution;
  if (!solution.solution_concept.empty()) return solution.solution_concept;
  if (solution.reason != StopReason::ReachedPrecision) return "the equilibrium";
  return "the logit quantal response at precision " + precision_text(solved.compiled.game, solution);
}

std::string settled_text(const Model& model, VariableId id, ValueIndex value) {
  const Variable& variable = model.variables[id];
  const auto is_counter = [](const Variable& one) { return one.kind == VariableKind::Counter; };
  if (is_counter(variable)) {
    const bool is_only_one = std::ranges::count_if(model.variables, is_counter) == 1;
    return fmt::format("{} {}", is_only_one ? "round" : variable.name, value);
  }
  return fmt::format("{} is {}", variable.name, variable.values[value].name);
}

}  // namespace demarche
