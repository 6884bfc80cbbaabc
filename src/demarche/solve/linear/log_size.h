#pragma once

#include <cmath>

namespace demarche {

// The size of a product of many numbers, which may be beyond any double; a log is taken once, at the end.
struct LogSize {
  double product = 1;
  double log = 0;
};

inline void multiply(LogSize& size, double factor) {
  size.product *= std::abs(factor);
  if (size.product > 1e-100 && size.product < 1e100) return;
  size.log += std::log(size.product);
  size.product = 1;
}

inline double log_of(const LogSize& size) { return size.log + std::log(size.product); }

}  // namespace demarche
