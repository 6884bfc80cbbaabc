#pragma once

#include "demarche/solve/equations/logit_solver.h"

#include <optional>

namespace demarche {

// What the derivative of the logit equations says of an equilibrium.
struct Stability {
  int index = 0;               // the sign of its determinant; 0 where no elimination is made
  std::optional<bool> stable;  // under logit dynamics: all eigenvalues have positive real parts. None: too large to say
};
Stability stability_at(LogitSolver& solver, const LogitStakes& stakes, const LogitPoint& point);

}  // namespace demarche
