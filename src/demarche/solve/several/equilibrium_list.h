#pragma once

#include "demarche/solve/equations/logit_solver.h"
#include "demarche/solve/find_equilibria.h"

#include <optional>
#include <vector>

namespace demarche {

// The equilibria of a search, each once, in the order in which they were found. The first is the principal branch's.
struct EquilibriumList {
  const LogitShape* shape = nullptr;
  double same = same_limit;
  std::vector<FoundEquilibrium> rows;
};
EquilibriumList start_list(const LogitShape& shape, const SearchOptions& options);

// The row of an equilibrium: where it is known already, or a new one.
std::size_t add(EquilibriumList& list, Solution solution, Route route, std::size_t order);

// The same for a limit with unequal mistakes; known where another row pays everybody alike. Flat
// games only.
std::size_t add_unequal(EquilibriumList& list, Solution solution, const LogitStakes& stakes, std::size_t order);

// Whether a solution pays everybody what a row pays.
bool pays_like(const EquilibriumList& list, std::size_t row, const Solution& solution, const LogitStakes& stakes);

// The row that holds these choices.
std::optional<std::size_t> row_of(const EquilibriumList& list, const LogitPoint& point);

// A row as a point of the logit equations.
LogitPoint point_of(const EquilibriumList& list, std::size_t row, const LogitStakes& stakes);

// Sorted as they are reported, with index and stability.
std::vector<FoundEquilibrium> finish(EquilibriumList list, LogitSolver& solver, const LogitStakes& stakes);

}  // namespace demarche
