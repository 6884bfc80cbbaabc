#pragma once

#include "demarche/solve/aqre.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace demarche {

struct SearchOptions {
  AqreOptions aqre;  // with a precision: equilibria at it; without one: limits
  std::size_t num_starts = 20;
  std::uint64_t seed = 1;
  const Solution* known = nullptr;  // that of solve_aqre, where it need not be found again
};

// By what an equilibrium was reached first. In the order in which they are listed.
enum class Route : std::uint8_t {
  PrincipalBranch,
  PrincipalCurve,  // the curve of the principal branch comes by again past folds
  Tilt,            // a random tilt of choices, withdrawn (logit_tilt.h)
  Dynamics,        // logit dynamics from a random profile
  Curve,           // lies on one curve with an equilibrium reached by one of the other routes
  Deflation,       // Newton's method kept away from those known (deflation.h)
  UnequalMistakes  // a limit of logit equilibria in which some make fewer mistakes than others (unequal_mistakes.h)
};

struct FoundEquilibrium {
  Solution solution;
  Route route = Route::PrincipalBranch;
  std::size_t order = 0;       // principal curve: how many others it passes before; otherwise the start, from 1
  std::size_t num_starts = 0;  // random starts that led to it
  int index = 0;               // sign of the determinant of the logit equations' derivative; 0: not known
  std::optional<bool> stable;  // under logit dynamics; none where the game is too large to say
};

struct FoundEquilibria {
  std::vector<FoundEquilibrium> rows;  // sorted by route, then number of starts; the first is that of solve_aqre
  std::size_t num_starts = 0;          // made
  bool stopped = false;                // by the monitor, before all starts were made
};

// Two profiles are one equilibrium where no choice probability at any information set, on the path of play or off it,
// differs by more than this (at a precision; in the limit) and by what is left of their way to the limit.
inline constexpr double same_at_precision = 1e-5;
inline constexpr double same_limit = 1e-3;

// Looks for all logit equilibria at a precision, or for all limits of branches of them. Every second start for limits
// looks for sequential equilibria that rest on other mistakes than logit ones; these are listed only where they pay
// somebody otherwise than every other row (by more than same_limit of the payoff range), since there is a continuum of
// ways to make mistakes. What is found is distinct, but nothing says that
// all is found; in a regular game the indices of all logit equilibria at a precision add up to 1. The same options find
// the same, bit for bit.
FoundEquilibria find_equilibria(const Game& game, const Stakes& stakes, const SearchOptions& options,
                                const Monitor& monitor = {});
FoundEquilibria find_equilibria(const PublicGame& game, const PublicStakes& stakes, const SearchOptions& options,
                                const Monitor& monitor = {});

// The equilibrium of `to` that is continuous with a solution of `from`: continued at its own precision, then along its
// branch to the precision, or the limit, that the options ask for. nullopt where it cannot be followed, or is no logit
// equilibrium.
std::optional<Solution> continue_equilibrium(const Game& game, const AqreShape& shape, const Stakes& from,
                                             const Solution& solution, const Stakes& to, const AqreOptions& options,
                                             const Monitor& monitor = {});

}  // namespace demarche
