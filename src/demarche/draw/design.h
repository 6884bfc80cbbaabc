#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace demarche {

// How the rows of a study cover the cube of all shares.
enum class DesignKind : std::uint8_t { Sobol, LatinHypercube, Saltelli };

// The largest number of uncertain numbers that a Sobol sequence can be drawn for here.
inline constexpr std::size_t most_sobol_columns = 512;

// Rows of numbers strictly between 0 and 1, each a function of the seed and its own place alone: whoever asks for row k
// gets row k, whatever was asked for before.
//
// Sobol: the sequence with the direction numbers of Joe & Kuo (2008), digits scrambled after Owen (1995), a random
// digit below. Latin hypercube: in every column one row in each of `num_rows` equal strata. Saltelli: blocks of columns
// + 2 rows for Sobol indices: a point A, then A with one column after the other taken from B, then B; A and B are
// halves of one Sobol row.
struct Design {
  DesignKind kind = DesignKind::Sobol;
  std::uint64_t seed = 1;
  std::uint64_t num_rows = 0;
  std::size_t num_columns = 0;
  std::vector<std::uint32_t> directions;  // [column x 32 + bit], Sobol and Saltelli
};

// `num_columns` at most most_sobol_columns (half of that for Saltelli, which draws two points at once), but for Latin
// hypercubes, and `num_rows` at most 2^32.
Design make_design(DesignKind kind, std::uint64_t seed, std::uint64_t num_rows, std::size_t num_columns);

// Writes row `row` (from 0); `shares` has num_columns places.
void draw_row(const Design& design, std::uint64_t row, std::span<double> shares);

// The sequence before scrambling: digits of coordinate `column` of point `index`, in natural order, the first digit in
// the highest bit.
std::uint32_t sobol_digits(const Design& design, std::uint32_t index, std::size_t column);

}  // namespace demarche
