#pragma once

#include <limits>

namespace demarche {

// The log-probability of what never happens.
inline constexpr double never = -std::numeric_limits<double>::infinity();

}  // namespace demarche
