#pragma once

#include "demarche/solve/equations/form.h"
#include "demarche/solve/flat/logit_jacobian.h"
#include "demarche/solve/linear/block_lu.h"

namespace demarche {

// The tree of histories.
extern const LogitForm flat_form;

// Elimination of the matrix of the equations, where a plan for it is cheap enough.
struct FlatElimination {
  const JacobianShape* pattern = nullptr;
  const BlockPlan* plan = nullptr;
  BlockLu lu{};
  std::vector<double> raw{};
  std::vector<double> blocks{};
};

}  // namespace demarche
