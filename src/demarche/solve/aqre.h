#pragma once

#include "demarche/game/public_game.h"
#include "demarche/game/solution.h"
#include "demarche/solve/progress.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace demarche {

// A point of the path as it is met.
struct PathStep {
  double precision = 0;                       // 1/payoff
  double scaled_precision = 0;                // x payoff range
  double max_gain = 0;                        // one-shot, payoff units
  double next_step = 0;                       // arclength of the step that will be tried next
  std::span<const double> log_probabilities;  // one an ActionId
};
// Whether the parts of an answer that is not the end of one branch are followed again, each from precision 0, to say in
// a note which of them lie elsewhere.
enum class PartsHeld : std::uint8_t { NotHeld, ToOwnBranches };
using PathWatcher = std::function<void(const Game&, const PathStep&)>;

struct AqreOptions {
  // Stop at this precision (in 1/payoff units); nullopt: go on until the gain is under the tolerance.
  std::optional<double> precision;
  double tolerance = 1e-6;            // largest one-shot gain relative to the payoff range; if wider than this, the
                                      // path stops as soon as it is met, settled or not
  double strategy_tolerance = 1e-8;   // and the distance left to the limit, as extrapolated, in any choice probability;
                                      // a note says so where rounding ends the path before
  double residual_tolerance = 1e-11;  // of the logit equations, in choice probabilities
  int max_steps = 20'000;
  PartsHeld parts_held = PartsHeld::NotHeld;
  PathWatcher watch_path;  // told of every point of a path that is followed over a flat game; may be empty
};

// The agent quantal response equilibrium reached by following the logit path from precision 0.
// McKelvey & Palfrey 1998 (Experimental Economics 1); path following after Turocy 2005 (GEB 51).
Solution solve_aqre(const Game& game, const Stakes& stakes, const AqreOptions& options, const Monitor& monitor = {});

// The same for a game in public, over vectors of types: the flat tree is never made. The strategy's rows are the
// ActionIds of the PublicGame.
Solution solve_aqre(const PublicGame& game, const PublicStakes& stakes, const AqreOptions& options,
                    const Monitor& monitor = {});

// What solving needs of a game's shape alone: the pattern of the equations and the order of elimination. Made once, it
// serves any number of solves of the same game with other stakes. With stakes: of the game condensed to the moves that
// beliefs bear on (see condense.h), which is much less in most crises; where other stakes make more of them matter,
// solving condenses anew.
struct AqreShape;
std::shared_ptr<const AqreShape> aqre_shape(const Game& game);
std::shared_ptr<const AqreShape> aqre_shape(const Game& game, const Stakes& stakes);
Solution solve_aqre(const Game& game, const AqreShape& shape, const Stakes& stakes, const AqreOptions& options,
                    const Monitor& monitor = {});

// The equilibrium for nearby stakes that is continuous with a solution already found for `from`: the same shape, other
// numbers, the precision held at `solution.precision`. nullopt where it cannot be followed, or where a move of chance
// becomes possible or impossible on the way; the caller then solves afresh.
std::optional<Solution> continue_aqre(const Game& game, const Stakes& from, const Solution& solution, const Stakes& to,
                                      const AqreOptions& options, const Monitor& monitor = {});
std::optional<Solution> continue_aqre(const Game& game, const AqreShape& shape, const Stakes& from,
                                      const Solution& solution, const Stakes& to, const AqreOptions& options,
                                      const Monitor& monitor = {});

}  // namespace demarche
