#pragma once

#include "demarche/solve/public/public_elimination.h"

#include <vector>

namespace demarche {

// Replaces a right side [unknown] by the solution of transpose(J) y = right: the steps of `substitute`, each
// transposed, in reverse order. `point` is the one that was eliminated at.
void substitute_transposed(const LogitShape& shape, const LogitPoint& point, const PublicElimination& elimination,
                           std::vector<double>& right);

}  // namespace demarche
