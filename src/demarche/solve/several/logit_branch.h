#pragma once

#include "demarche/solve/aqre.h"
#include "demarche/solve/path/logit_trace.h"
#include "demarche/solve/several/logit_tilt.h"

#include <optional>
#include <vector>

namespace demarche {

enum class Direction : std::uint8_t { Up, Down };  // in precision, to begin with

// A path that starts at an equilibrium instead of at precision 0.
LogitTrace trace_from(LogitSolver solver, LogitStakes stakes, LogitPoint point, Direction direction);

// How far a branch is followed for what else lies on it.
struct BranchLimits {
  double highest = 0;  // precision x payoff range
  int max_steps = 400;
};

// Equilibria at the trace's own precision farther on along its curve, in the order in which they are passed: a curve
// that turns back at a fold comes by again.
std::vector<LogitPoint> crossings_beyond(LogitTrace& trace, const BranchLimits& limits, const GoOn& go_on);

// Where a branch leads that is followed down in precision: through folds until it has turned up for good, and on to its
// limit. nullopt where it leads to precision 0, or is not followed to the end.
std::optional<Solution> limit_below(LogitTrace& trace, const AqreOptions& options, const BranchLimits& limits,
                                    const GoOn& go_on);

}  // namespace demarche
