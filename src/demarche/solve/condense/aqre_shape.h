#pragma once

#include "demarche/solve/aqre.h"
#include "demarche/solve/condense/alike.h"
#include "demarche/solve/condense/condense.h"
#include "demarche/solve/equations/logit_solver.h"
#include "demarche/solve/flat/logit_jacobian.h"

#include <memory>
#include <optional>

namespace demarche {

struct AqreShape {
  LogitShape logit;                      // of the game, or of what is left of it when condensed
  std::optional<JacobianShape> pattern;  // absent, with the plan, where elimination would be too dear
  std::optional<BlockPlan> plan;
  std::optional<Condensation> condensation;
  std::optional<AlikeShape> alike{};             // where many histories are
  std::optional<JacobianShape> alike_pattern{};  // with it; the plan is the same
};

// A shape with its plan of elimination, if that is cheap enough.
std::shared_ptr<const AqreShape> planned(LogitShape logit);

// The game's stakes in the shape. nullopt where it was condensed at others and is not the game's here.
std::optional<LogitStakes> logit_stakes(const Game& game, const AqreShape& shape, const Stakes& stakes);

LogitSolver make_solver(const AqreShape& shape);

// Over the shape in which alike histories are one.
LogitSolver make_alike_solver(const AqreShape& shape);

// The same with all histories by themselves: what was eliminated is the same.
LogitSolver told_apart(const AqreShape& shape, LogitSolver alike);

}  // namespace demarche
