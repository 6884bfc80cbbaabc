#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace demarche::cli {

// `P(a.move is x) > 20%`, as it is typed on the command line.
struct Bound {
  enum class Sign : std::uint8_t { Above, Below };
  std::string text;  // the whole condition
  std::string quantity;
  Sign sign = Sign::Above;
  double number = 0;
};
std::optional<Bound> bound_of(const std::string& condition);

// A sentence where no probability can be on the other side; empty otherwise.
std::string doubt_about(const Bound& bound);

inline bool holds(const Bound& bound, double value) {
  return bound.sign == Bound::Sign::Above ? value > bound.number : value < bound.number;
}

}  // namespace demarche::cli
