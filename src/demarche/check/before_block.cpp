#include "demarche/check/before_block.h"

#include "demarche/check/order.h"
#include "demarche/check/records.h"

#include <algorithm>

namespace demarche {
namespace {

bool compares_value(OpCode op) {
  return op == OpCode::Is || op == OpCode::AtLeast || op == OpCode::AtMost || op == OpCode::Above ||
         op == OpCode::Below;
}

bool reads_value_of(const Instruction& step, VariableId id) {
  return compares_value(step.op) && step.index == id.value;
}

// A number, or a record of it.
bool reads_otherwise(const Work& work, const Instruction& step, VariableId id) {
  if (step.op == OpCode::Reading) return step.index == id.value;
  if (!compares_value(step.op)) return false;
  const std::optional<Recorded>& record = work.model.variables[VariableId{step.index}].record;
  return record && record->of == id && record->what != Recorded::What::BeforeBlock;
}

bool is_known_from_before(const Work& work, const Where& where, VariableId mover, const Formula& formula,
                          VariableId id) {
  if (work.model.variables[id].owner == work.model.variables[mover].owner) return false;
  if (same_time(work, id, where) == nullptr) return false;
  return std::ranges::none_of(formula.code, [&](const Instruction& step) { return reads_otherwise(work, step, id); });
}

}  // namespace

void read_as_block_began(Work& work, const Where& where, VariableId mover, Formula& formula, Reads& reads) {
  if (where.block < 0 || where.repeats.empty()) return;
  for (Read& read : reads.variables) {
    if (!is_known_from_before(work, where, mover, formula, read.variable)) continue;
    const VariableId before = record_before_block(work, read.variable);
    for (Instruction& step : formula.code) {
      if (reads_value_of(step, read.variable)) step.index = static_cast<std::uint32_t>(before.value);
    }
    read.before_block = true;
  }
}

}  // namespace demarche
