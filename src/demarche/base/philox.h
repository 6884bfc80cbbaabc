#pragma once

#include <array>
#include <cstdint>

namespace demarche {

// Philox4x32-10 of Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): 128 random
// bits for every counter, so that whoever knows what a draw is for knows the draw. No state, any order, any thread.
using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

constexpr PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t even = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t odd = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(odd >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(odd),
               static_cast<std::uint32_t>(even >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(even)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

// Uniform in [0, 1), from 53 of the bits.
constexpr double unit_interval(const PhiloxCounter& bits) {
  const std::uint64_t joined = (std::uint64_t{bits[0]} << 32U | bits[1]) >> 11U;
  return static_cast<double>(joined) * 0x1p-53;
}

}  // namespace demarche
