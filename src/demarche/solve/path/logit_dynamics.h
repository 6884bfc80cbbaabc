#pragma once

#include "demarche/solve/equations/logit_solver.h"

#include <functional>
#include <optional>

namespace demarche {

// Asked now and then by a search; false ends it. Empty: never asks.
using GoOn = std::function<bool()>;

struct SettleOptions {
  int max_steps = 40;
  GoOn go_on;
};

// Logit dynamics, d log-odds / dt = precision x value differences (+ tilts) - log-odds, run from a point at its
// precision until Newton's method takes over; the number of steps, or none where they lead nowhere.
std::optional<int> settle(LogitSolver& solver, const LogitStakes& stakes, const SettleOptions& options,
                          LogitPoint& point);

}  // namespace demarche
