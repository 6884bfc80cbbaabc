#pragma once

#include "demarche/solve/equations/logit_solver.h"
#include "demarche/solve/path/go_on.h"

namespace demarche {

struct SettleOptions {
  int max_steps = 40;
  GoOn go_on;
};

// Logit dynamics, d log-odds / dt = precision x value differences (+ tilts) - log-odds, run from a point at its
// precision until Newton's method takes over.
struct Settlement {
  bool settled = false;  // else the steps lead nowhere
  int num_steps = 0;     // tried
};
Settlement settle(LogitSolver& solver, const LogitStakes& stakes, const SettleOptions& options, LogitPoint& point);

}  // namespace demarche
