#pragma once

#include "demarche/solve/path/logit_path.h"

#include <vector>

namespace demarche {

// A place on a path at which other branches of equilibria meet it: the Jacobian is singular there, and the path goes
// straight on.
struct BranchCrossing {
  double precision = 0;     // x payoff range
  bool is_twofold = false;  // the determinant touches 0 and keeps its sign: two branches or more, met at once
};

// All between two precisions on a stretch of path that runs on in one direction of precision, in the order in which
// they are met; `from` and its tangent lie on the stretch, in or beside the interval. Each is narrowed down until the
// precision is known to 1e-4 of itself. Takes one elimination a look, some 20 looks a crossing: meant for stretches on
// which the determinant says or hints that there is one. Empty where the stretch cannot be walked again.
struct PathStretch {
  const LogitPoint& from;
  const Tangent& tangent;
  double begin = 0;
  double end = 0;
};
std::vector<BranchCrossing> crossings_between(LogitSolver& solver, const LogitStakes& stakes,
                                              const PathStretch& stretch);

// The size of the determinant at a place of the path, and that of its least factor.
struct DeterminantMark {
  double precision = 0;
  double log_size = 0;
  double log_least = 0;
  bool known = false;
};

// Whether the determinant, on its way from the first place to the second, would be 0 before the third, and so would its
// least factor: its sign there may be the same because it turned twice. The product of many factors that all fall a
// little falls as if it went to 0.
bool heads_for_zero(const DeterminantMark& first, const DeterminantMark& second, double precision);

}  // namespace demarche
