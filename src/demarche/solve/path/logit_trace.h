#pragma once

#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/path/crossings.h"
#include "demarche/solve/path/logit_path.h"

#include <array>
#include <string>
#include <vector>

namespace demarche {

// A tangent, with the precision at which it was one.
struct LogitPace {
  double precision = 0;
  Tangent tangent;
};

// Where following a path has come to. Along a smooth path the sign of (determinant of the Jacobian) x (direction in
// precision) stays the same through every fold; `side` is that sign. A change that smaller steps do not undo means a
// point where branches cross; one that they undo was a jump to another branch.
struct LogitTrace {
  LogitSolver solver;
  LogitStakes stakes;
  LogitPoint here;
  Tangent tangent;
  LogitPace pace_before;     // one point before
  std::vector<double> bend;  // second derivative of log p by precision, from the last two points; or empty
  double step = 0;           // of arclength, tried next
  double last_s = 1;         // |tangent.s| one point before
  int side = 1;
  int num_steps = 0;            // tried, those given up included
  int num_turns = 0;            // folds passed
  int steps_since_turn = 1000;  // as if the last fold were long past
  LogitPlace crest;             // the point of highest precision on the branch
  int steps_below_crest = 0;
  int patience = 60;  // steps below the crest after which a jump is tried; twice as many after one that failed
  int num_jumps = 0;
  bool careful = false;                  // branches are said to cross only where a short step says so
  std::optional<double> left_at;         // precision at which the branch was left (see jump)
  double growth = 0.02;                  // of the precision over which the next jump goes
  std::array<DeterminantMark, 2> marks;  // where elimination was made last, on this stretch; the latest one last
  std::vector<std::string> notes;
};

LogitTrace start_trace(LogitSolver solver, LogitStakes stakes);

// Goes on to the next point of the path; exactly to `precision` (x payoff range) where the path comes near it. False:
// no step is short enough, and the trace stays where it is.
bool advance(LogitTrace& trace, double precision);

// Newton's method at the same precision down to `tolerance`; kept only where it is an improvement.
void polish(LogitTrace& trace, double tolerance);

// How far choice probabilities still are from their limit. They approach it as 1 / precision, so the distance left is
// the change over one unit of log precision.
double distance_left(const LogitTrace& trace);

}  // namespace demarche
