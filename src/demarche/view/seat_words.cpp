#include "demarche/view/seat_page.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

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

std::string settled_text(const Model& model, VariableId id, ValueIndex value) {
  const Variable& variable = model.variables[id];
  if (variable.kind == VariableKind::Counter) return fmt::format("{} {}", variable.name, value);
  return fmt::format("{} is {}", variable.name, variable.values[value].name);
}

}  // namespace demarche
