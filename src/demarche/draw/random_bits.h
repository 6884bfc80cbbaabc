#pragma once

#include "demarche/base/philox.h"

#include <cstddef>

namespace demarche {

// What a draw is for: draws for different things never share their bits.
enum class DrawPurpose : std::uint32_t { Scramble = 1, LowDigits, WithinStratum, Permutation, Bootstrap };

inline PhiloxCounter random_bits(std::uint64_t seed, DrawPurpose purpose, std::size_t column, std::uint32_t index,
                                 std::uint32_t sub_index) {
  const PhiloxKey key = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)};
  return philox({index, sub_index, static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(purpose)}, key);
}

}  // namespace demarche
