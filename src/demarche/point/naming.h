#pragma once

#include "demarche/solve/find_equilibria.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace demarche {

// How a claim stands under a strategy.
struct ClaimRead {
  double value = 0;  // of its number; NaN where its condition can never be met
  bool fits = false;
};

// How the equilibrium that a model names by what happens in it was found. Rows as of Equilibria: those that fit first.
struct Naming {
  std::size_t num_found = 0;
  std::size_t num_fit = 0;
  std::vector<std::vector<ClaimRead>> reads;  // [row][claim]
  Route route = Route::PrincipalBranch;       // by which the first was reached, as in FoundEquilibrium
  std::size_t order = 0;
  std::optional<bool> stable;
  std::size_t num_starts = 0;  // made, of
  std::size_t num_starts_asked = 0;
  std::uint64_t seed = 0;
  bool stopped = false;  // before all starts were made
};

}  // namespace demarche
