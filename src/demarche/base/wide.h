#pragma once

#include <cmath>

namespace demarche {

// A number of twice a double's digits, as the sum of two doubles (Dekker 1971): `low` is what `high` lacks.
struct Wide {
  double high = 0;
  double low = 0;
};

// The number that was meant by a double: where a decimal of at most 15 digits reads as it, that decimal.
Wide as_written(double number);

// Exact sums and products of two doubles (Knuth; by a fused multiplication).
inline Wide exact_sum(double x, double y) {
  const double sum = x + y;
  const double of_y = sum - x;
  return {sum, (x - (sum - of_y)) + (y - of_y)};
}
inline Wide exact_product(double x, double y) {
  const double product = x * y;
  return {product, std::fma(x, y, -product)};
}

// What was not finite stays so, without a rest that is no number.
inline Wide with_low(Wide sum, double low) {
  if (!std::isfinite(sum.high)) return {sum.high, 0};
  const double more = sum.low + low;
  const double high = sum.high + more;
  return {high, more - (high - sum.high)};
}

inline Wide operator-(Wide x) { return {-x.high, -x.low}; }
inline Wide operator+(Wide x, Wide y) { return with_low(exact_sum(x.high, y.high), x.low + y.low); }
inline Wide operator-(Wide x, Wide y) { return x + -y; }
inline Wide operator*(Wide x, Wide y) {
  return with_low(exact_product(x.high, y.high), x.high * y.low + x.low * y.high);
}
inline Wide operator/(Wide x, Wide y) {
  const double share = x.high / y.high;
  if (!std::isfinite(share)) return {share, 0};
  const Wide rest = x - Wide{share, 0} * y;
  return with_low({share, 0}, rest.high / y.high);
}

}  // namespace demarche
