#pragma once

#include "demarche/model/model.h"

namespace demarche {

// What a question may make to be so, come what may.
inline bool can_be_forced(const Variable& variable) {
  return variable.kind == VariableKind::Move || variable.kind == VariableKind::Chance || variable.set_by_raid;
}

}  // namespace demarche
