#pragma once

#include "demarche/compile/compile.h"

#include <functional>
#include <vector>

namespace demarche {

// Payoff terms of one actor, added up once for each combination of the few variables that they read together. Which
// combination each outcome has is a matter of the game's shape: many points of one game are bound over the same tables.
struct TermTable {
  std::vector<const PayoffTerm*> terms;  // owned by the model
  std::vector<VariableId> variables;
  std::vector<double> cells;  // empty, with what follows: too many combinations, always worked out afresh
  Table<OutcomeId, std::uint16_t> cell_of_outcome;
  std::vector<OutcomeId> first_with_cell;  // the first outcome of each combination that is met, in their order
};
struct PayoffTables : Table<ActorId, std::vector<TermTable>> {};

// The terms that count, in their order, neighbours together as long as they read few variables.
PayoffTables payoff_tables(const Model& model, const Compiled& compiled,
                           const std::function<bool(const PayoffTerm&)>& counts);

std::vector<VariableId> variables_of(const PayoffTerm& term);

}  // namespace demarche
