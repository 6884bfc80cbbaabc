#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace demarche {

// How an uncertain number is spread over its range: see draw/distribution.h.
enum class DistributionKind : std::uint8_t { Normal, Lognormal, Uniform, Triangular };

// As the language has them, in the order of the kinds.
inline const std::array<std::string, 4> distribution_words{"normal", "lognormal", "uniform", "triangular"};

inline const std::string& word_of(DistributionKind kind) { return distribution_words[static_cast<std::size_t>(kind)]; }

}  // namespace demarche
