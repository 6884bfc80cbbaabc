#pragma once

#include "demarche/game/game.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace demarche {

// Why a solver stopped.
enum class StopReason : std::uint8_t {
  ReachedPrecision,
  ReachedTolerance,
  StepLimit,
  NoProgress,
  Interrupted,
  OpenBelief  // no gain exceeds the tolerance, but a belief still moves that could turn a choice
};

// Whether that is what was asked for.
inline bool reached(StopReason reason) {
  return reason == StopReason::ReachedPrecision || reason == StopReason::ReachedTolerance;
}

// A profile without gains is called a limit only where its choices are settled to this, in probability.
inline constexpr double settled_enough = 1e-3;

// One point of the path that was followed.
struct PathPoint {
  double precision = 0;
  double max_gain = 0;
};

// What a solver gives back, whichever it is. It is no judgement: the certificate is.
struct Solution {
  Strategy strategy;
  double precision = 0;                 // of the sharpest actor; NaN where it is no logit equilibrium
  Table<ActorId, double> precisions{};  // of each, where they differ
  double residual = 0;  // of the logit equations, in choice probabilities; far up the path rounding alone
                        // moves it at sets off the path of play, where log-probabilities are large
  StopReason reason = StopReason::ReachedPrecision;
  std::string solution_concept;  // empty: a logit equilibrium at `precision`; otherwise what this is, with its gap
  std::string method;            // one sentence: which linear algebra, how many steps, how many folds
  int num_steps = 0;
  int num_folds = 0;  // passed on the way
  // Where the branch that begins at precision 0 was left: the precision there. It is left only where it has turned back
  // for long (see jump); other folds are walked through.
  std::optional<double> left_branch_at;
  // The same where parts of the game turn back that were followed alone, and the whole from there.
  std::optional<double> parts_turn_at;
  double unsettled =
      0;  // how far choice probabilities are from a limit, as extrapolated; 0 where a precision was asked
  std::vector<std::string> notes;  // what a reader must know besides, in order
  std::vector<PathPoint> path;
};

}  // namespace demarche
