#pragma once

#include "demarche/base/philox.h"

#include <cmath>
#include <numbers>

namespace demarche {

// The random numbers of one simulated raid: its number and the seed are all they depend on.
struct Dice {
  PhiloxCounter counter{};
  PhiloxKey key{};
  PhiloxCounter bits{};
  unsigned num_used = 4;  // of the four words in `bits`
};

inline Dice dice_of(std::uint64_t raid, std::uint32_t seed) {
  return {{0, 0, static_cast<std::uint32_t>(raid), static_cast<std::uint32_t>(raid >> 32U)}, {seed, 0x72616964}};
}

inline std::uint32_t next_word(Dice& dice) {
  if (dice.num_used == 4) {
    dice.bits = philox(dice.counter, dice.key);
    ++dice.counter[0];
    dice.num_used = 0;
  }
  return dice.bits[dice.num_used++];
}

// Uniform in (0, 1).
inline double next_unit(Dice& dice) {
  const std::uint32_t high = next_word(dice);
  return unit_interval({high, next_word(dice), 0, 0}) + 0x1p-54;
}

// True with probability p, to within 2^-32.
inline bool happens(Dice& dice, double p) { return static_cast<double>(next_word(dice)) < p * 0x1p32; }

inline double next_normal(Dice& dice) {
  const double radius = std::sqrt(-2 * std::log(next_unit(dice)));
  return radius * std::cos(2 * std::numbers::pi * next_unit(dice));
}

// The logarithm of a Gamma(shape, 1) variate: Marsaglia & Tsang (2000), ACM TOMS 26(3), 363-372; shapes below 1 by
// way of shape + 1, in logarithms since the variate itself may be too small for a double.
inline double next_log_gamma(Dice& dice, double shape) {
  if (shape < 1) return next_log_gamma(dice, shape + 1) + std::log(next_unit(dice)) / shape;
  const double d = shape - 1.0 / 3;
  while (true) {
    const double x = next_normal(dice);
    const double root = 1 + x / std::sqrt(9 * d);
    if (root <= 0) continue;
    const double cube = root * root * root;
    if (std::log(next_unit(dice)) < 0.5 * x * x + d * (1 - cube + std::log(cube))) return std::log(d * cube);
  }
}

inline double next_beta(Dice& dice, double a, double b) {
  const double log_x = next_log_gamma(dice, a);
  return 1 / (1 + std::exp(next_log_gamma(dice, b) - log_x));
}

}  // namespace demarche
