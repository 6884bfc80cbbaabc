#pragma once

#include <cmath>

namespace demarche {

// e^x for x <= 0, and 0 where that is less than any number that answers can show: what underflows is slow to compute.
inline double share_of(double log_share) { return log_share > -700 ? std::exp(log_share) : 0.0; }

}  // namespace demarche
