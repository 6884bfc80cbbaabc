#pragma once

#include <functional>

namespace demarche::test {

// Romberg's extrapolation of central differences by h, h/2 and h/4.
inline double derivative_of(const std::function<double(double)>& function, double at, double step) {
  const auto central = [&](double h) { return (function(at + h) - function(at - h)) / ((at + h) - (at - h)); };
  const double wide = central(step), half = central(step / 2), quarter = central(step / 4);
  const double first = (4 * half - wide) / 3, second = (4 * quarter - half) / 3;
  return (16 * second - first) / 15;
}

}  // namespace demarche::test
