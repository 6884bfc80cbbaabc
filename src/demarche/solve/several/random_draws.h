#pragma once

#include <cstdint>
#include <vector>

namespace demarche {

// What a start draws numbers for: one a move, or one an information set.
enum class DrawnFor : std::uint32_t { Tilt, Guess, Mistakes, MistakesAtNash };

// Numbers for a purpose and a start, uniform in -1..1.
std::vector<double> draws(std::uint64_t seed, DrawnFor purpose, std::size_t start, std::size_t count);

// How much less each information set's actor errs than the one that errs most, from numbers in -1..1.
std::vector<double> factors_on_mistakes(std::vector<double> drawn);

}  // namespace demarche
