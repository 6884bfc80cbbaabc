#pragma once

#include <cstdint>
#include <span>

namespace demarche {

// Dimension after dimension from the second on: the degree s of the primitive polynomial, its inner coefficients as one
// number, and s initial direction numbers.
std::span<const std::uint16_t> joe_kuo_numbers();

}  // namespace demarche
