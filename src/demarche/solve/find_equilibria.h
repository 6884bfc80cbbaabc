#pragma once

#include "demarche/solve/aqre.h"

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <vector>

namespace demarche {

struct SearchOptions {
  AqreOptions aqre;  // with a precision: equilibria at it; without one: limits
  std::size_t num_starts = 20;
  std::uint64_t seed = 1;
  // That of solve_aqre, where it need not be found again. Then Nash equilibria are not enumerated either, so that the
  // monitor sees all of the work.
  const Solution* known = nullptr;
  // [action], from -1 to 1: towards which moves the equilibrium that is wanted leans, where somebody wants one. Starts
  // are made there, too, unless all Nash equilibria are known and listed.
  const std::vector<double>* leaning = nullptr;
};

// By what an equilibrium was reached first. In the order in which they are listed.
enum class Route : std::uint8_t {
  PrincipalBranch,
  PrincipalCurve,  // the curve of the principal branch comes by again past folds
  Tilt,            // a random tilt of choices, withdrawn (logit_tilt.h)
  Dynamics,        // logit dynamics from a random profile
  Curve,           // lies on one curve with an equilibrium reached by one of the other routes
  Deflation,       // Newton's method kept away from those known (deflation.h)
  Leaning,         // a start that leans towards what is wanted
  Enumeration,     // starts at a Nash equilibrium that was enumerated (nash_census.h, nash_of_two.h)
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

// Why not all Nash equilibria of a game are known.
enum class NoCensus : std::uint8_t { MoreActors, MorePlans, MoreWork, InPublic };

inline constexpr std::size_t most_plans = 32;  // of each actor, where Nash equilibria are enumerated

// All Nash equilibria of a game of two who choose, in exact arithmetic. Among them are all sequential equilibria, and
// so all limits of logit equilibria. They form connected sets, one or more a set.
struct NashSummary {
  std::array<std::size_t, 2> num_plans{};  // of each actor
  std::size_t num_incredible = 0;          // moves that no plan has
  std::size_t num_sets = 0;
  std::size_t num_single = 0;    // sets of one equilibrium that leaves no choice off its path
  std::size_t num_continua = 0;  // sets with a continuum of outcomes
  // In the limit: whether the first row, and whether each other one, is one of them. One that a path has not come to
  // the end of may be none, though no gain exceeds the tolerance.
  bool first_is_nash = true;
  bool others_are_nash = true;
  std::vector<Strategy> without;  // in the limit: an equilibrium of each set of which none is listed
};

struct FoundEquilibria {
  std::vector<FoundEquilibrium> rows;  // sorted by route, then number of starts; the first is that of solve_aqre
  std::size_t num_starts = 0;          // made
  bool stopped = false;                // by the monitor, before all starts were made
  std::expected<NashSummary, NoCensus> nash = std::unexpected(NoCensus::InPublic);
  std::size_t num_of_two = 0;  // Nash equilibria of three or more in which at most two mix, where they were starts
};

// Two profiles are one equilibrium where no choice probability at any information set, on the path of play or off it,
// differs by more than this (at a precision; in the limit) and by what is left of their way to the limit.
inline constexpr double same_at_precision = 1e-5;
inline constexpr double same_limit = 1e-3;

// Looks for all logit equilibria at a precision, or for all limits of branches of them. Where all Nash equilibria of
// the game are known, each is a start; in the limit, where each is alone and reaches every information set, they are
// all that there is, and no random start is made. Every second random start for limits looks for sequential equilibria
// that rest on other mistakes than logit ones; these are listed only where they pay somebody otherwise than every other
// row (by more than same_limit of the payoff range), since there is a continuum of ways to make mistakes. What is found
// is distinct; whether it is all, `nash` may say; in a regular game the indices of all logit equilibria at a precision
// add up to 1. The same options find the same, bit for bit.
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
