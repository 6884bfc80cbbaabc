#pragma once

#include <algorithm>
#include <cmath>

namespace demarche {

// Whether the ends of a range are one number but for rounding: there is nothing to draw, then.
inline bool is_one_number(double low, double high) {
  return std::abs(high - low) <= 1e-14 * std::max(std::abs(low), std::abs(high));
}

}  // namespace demarche
