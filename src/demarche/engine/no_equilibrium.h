#pragma once

#include "demarche/engine/result.h"
#include "demarche/point/equilibria.h"

#include <cstddef>

namespace demarche {

// One of several equilibria was asked about, and as many were not found.
Result no_such_equilibrium(const Source& source, const Equilibria& equilibria, std::size_t number);

}  // namespace demarche
