#include "demarche/compile/records.h"

#include <algorithm>

namespace demarche {
namespace {

bool is_one_of(const Recorded& record, ValueIndex value) {
  return std::ranges::find(record.values, value) != record.values.end();
}

void keep(const Recorded& record, ValueIndex value, ValueIndex& kept) {
  switch (record.what) {
    case Recorded::What::First:
      if (kept == has_not_happened) kept = value;
      break;
    case Recorded::What::InRound:
      kept = value;
      break;
    case Recorded::What::Ever:
      if (is_one_of(record, value)) kept = 1;
      break;
    case Recorded::What::BeforeBlock:
      break;  // at another moment
  }
}

}  // namespace

void list_records(Program& program) {
  const Table<VariableId, Variable>& variables = program.model->variables;
  for (std::size_t row = 0; row < variables.size(); ++row) {
    const std::optional<Recorded>& record = variables[VariableId{row}].record;
    if (!record) continue;
    if (record->what == Recorded::What::BeforeBlock) {
      program.before_block.push_back(VariableId{row});
      continue;
    }
    program.records_of.resize(variables.size());
    program.records_of[record->of].push_back(VariableId{row});
  }
}

void keep_before_block(const Program& program, std::span<ValueIndex> state) {
  for (const VariableId id : program.before_block)
    state[id.value] = state[program.model->variables[id].record->of.value];
}

bool may_be_kept(const Recorded& record, std::span<const VariableId> counters, StateView state) {
  if (record.what != Recorded::What::InRound) return true;
  const bool inside = std::ranges::find(counters, record.counter) != counters.end();
  return inside && state[record.counter.value] == record.round;
}

void keep_records(const Program& program, VariableId settled, std::span<const VariableId> counters,
                  std::span<ValueIndex> state) {
  if (program.records_of.empty()) return;
  for (const VariableId id : program.records_of[settled]) {
    const Recorded& record = *program.model->variables[id].record;
    if (may_be_kept(record, counters, state)) keep(record, state[settled.value], state[id.value]);
  }
}

void keep_levels_of_round(const Program& program, VariableId counter, std::span<ValueIndex> state) {
  for (std::size_t row = 0; row < program.records_of.size(); ++row) {
    const VariableId scale{row};
    if (program.model->variables[scale].kind == VariableKind::Scale)
      keep_records(program, scale, std::span(&counter, 1), state);
  }
}

}  // namespace demarche
