#pragma once

#include <bit>
#include <cmath>
#include <compare>
#include <concepts>
#include <cstdint>

namespace demarche {

// A number of twice a double's digits, as the sum of two doubles (Dekker 1971): `low` is what `high` lacks. Its range
// is a double's.
struct Wide {
  double high = 0;
  double low = 0;

  constexpr Wide() = default;
  constexpr Wide(double one, double rest = 0) : high(one), low(rest) {}
  template <std::same_as<long double> Number>
  constexpr explicit Wide(Number number) : high(static_cast<double>(number)), low(static_cast<double>(number - high)) {}
  constexpr explicit operator double() const { return high; }
  constexpr explicit operator long double() const { return static_cast<long double>(high) + low; }

  friend bool operator==(const Wide& x, const Wide& y) = default;
  friend std::partial_ordering operator<=>(const Wide& x, const Wide& y) = default;
};

// The number that was meant by a double: where a decimal of at most 15 digits reads as it, that decimal.
Wide as_written(double number);

// Exact sums and products of two doubles (Knuth; by a fused multiplication).
inline Wide exact_sum(double x, double y) {
  const double sum = x + y;
  const double of_y = sum - x;
  return {sum, (x - (sum - of_y)) + (y - of_y)};
}

// The product by halves of its factors (Dekker 1971), of numbers whose products of halves are not too small for
// doubles.
inline double upper_half(double x) {
  constexpr std::uint64_t last_of_upper = std::uint64_t{1} << 27U;
  const std::uint64_t rounded = std::bit_cast<std::uint64_t>(x) + last_of_upper / 2;
  return std::bit_cast<double>(rounded & ~(last_of_upper - 1));
}
inline Wide product_by_halves(double x, double y) {
  const double product = x * y;
  const double x_upper = upper_half(x);
  const double x_lower = x - x_upper;
  const double y_upper = upper_half(y);
  const double y_lower = y - y_upper;
  const double mixed = (x_upper * y_upper - product) + x_upper * y_lower + x_lower * y_upper;
  return {product, mixed + x_lower * y_lower};
}

inline Wide exact_product(double x, double y) {
#ifdef __wasm__  // has no fused multiplication, and one in software takes several times as long
  return product_by_halves(x, y);
#else
  const double product = x * y;
  return {product, std::fma(x, y, -product)};
#endif
}

// What is not finite has no rest.
inline Wide with_low(Wide sum, double low) {
  const double more = sum.low + low;
  const double high = sum.high + more;
  if (!std::isfinite(high)) return {sum.high, 0};
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
inline Wide& operator+=(Wide& x, Wide y) { return x = x + y; }
inline Wide& operator-=(Wide& x, Wide y) { return x = x - y; }
inline Wide& operator/=(Wide& x, Wide y) { return x = x / y; }

}  // namespace demarche
