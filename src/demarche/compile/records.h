#pragma once

#include "demarche/compile/program.h"

namespace demarche {

// Lists what is kept of which variable.
void list_records(Program& program);

// After the variable was settled in a round of each of the counters (none outside of repeats): what is kept of it.
void keep_records(const Program& program, VariableId settled, std::span<const VariableId> counters,
                  std::span<ValueIndex> state);

// Where no `simultaneously` is open: what things are before one.
void keep_before_block(const Program& program, std::span<ValueIndex> state);

// After a round began: a scale has a level in it before any step moves it.
void keep_levels_of_round(const Program& program, VariableId counter, std::span<ValueIndex> state);

// Whether the record may change where its source is settled in this state, in a round of each of the counters.
bool may_be_kept(const Recorded& record, std::span<const VariableId> counters, StateView state);

}  // namespace demarche
