#pragma once

#include "demarche/solve/path/logit_dynamics.h"

#include <vector>

namespace demarche {

// Equilibria at one precision by way of a tilt that is put on the choices and withdrawn: moves follow
//   log p(a) - log p(r) = precision x (Q(a) - Q(r) + weight x (tilt(a) - tilt(r))),
// so that a large weight dictates every choice. As it falls to 0 and on to the opposite of what it was, the solutions
// form a curve, which passes equilibria of the game itself at weight 0: an odd number of them in general, where the
// curve is followed to its end, through folds on both sides of 0. The global Newton method of Govindan & Wilson (2003,
// Journal of Economic Theory 110), which perturbs payoffs of normal forms along a ray, with logit responses in place of
// best ones: smooth, and with beliefs at every information set. Where the steps do not suffice to come by an
// equilibrium the rest of the tilt is taken away at once, and logit dynamics find one.
struct TiltOptions {
  double precision = 0;       // x payoff range
  double first_weight = 2.5;  // of a tilt in units of the payoff range
  int max_steps = 400;
};

// The equilibria in the order in which the curve passes them. `tilt` [action].
std::vector<LogitPoint> withdraw_tilt(LogitSolver& solver, const LogitStakes& stakes, const std::vector<double>& tilt,
                                      const TiltOptions& options, const GoOn& go_on);

// The equilibrium at a precision between two points of a curve, one a little before and one a little after it; false
// where Newton's method does not find it there. `share`: how far it lies from the first to the second.
bool pinpoint(LogitSolver& solver, const LogitStakes& stakes, double precision, const LogitPoint& before,
              const LogitPoint& after, double share, LogitPoint& found);

}  // namespace demarche
