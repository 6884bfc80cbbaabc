#pragma once

#include "demarche/solve/aqre.h"
#include "demarche/solve/logit_solver.h"

#include <optional>

namespace demarche {

struct AqreShape {
  LogitShape logit;
  std::optional<JacobianShape> pattern;  // absent, with the plan, where elimination would be too dear
  std::optional<BlockPlan> plan;
};

LogitSolver make_solver(const AqreShape& shape);

}  // namespace demarche
