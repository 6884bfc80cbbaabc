#pragma once

#include "demarche/solve/exact/exact_integer.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace demarche {

// Numbers in rows.
struct ExactMatrix {
  std::size_t num_rows = 0;
  std::size_t num_columns = 0;
  std::vector<ExactInteger> entries{};  // [row x num_columns + column]

  const ExactInteger& at(std::size_t row, std::size_t column) const { return entries[row * num_columns + column]; }
  ExactInteger& at(std::size_t row, std::size_t column) { return entries[row * num_columns + column]; }
};

// A vertex of {x >= 0, matrix x <= 1}.
struct PolytopeVertex {
  std::vector<ExactInteger> point;  // [column], but for a common positive factor
  std::uint64_t tight = 0;          // bit k: x[k] is 0; bit num_columns + j: row j is 1
};

// All vertices but x = 0, of a matrix of positive numbers with at most 64 rows and columns together. By double
// description (Motzkin, Raiffa, Thompson & Thrall 1953; Fukuda & Prodon 1996, LNCS 1120), which treats vertices through
// which more faces pass than need to like any other. nullopt where that is too much work.
std::optional<std::vector<PolytopeVertex>> vertices_of(const ExactMatrix& matrix);

}  // namespace demarche
