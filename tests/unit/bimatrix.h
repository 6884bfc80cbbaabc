#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace demarche::test {

// Two actors choose at once: payoffs of row and column actor by their moves.
using Bimatrix = std::vector<std::vector<std::pair<double, double>>>;

inline std::string quoted_moves(const std::string& stem, std::size_t count) {
  std::string moves;
  for (std::size_t k = 0; k < count; ++k) moves += fmt::format("\"{}{}\" ", stem, k);
  return moves;
}

inline std::string simultaneous(const Bimatrix& payoffs) {
  std::string text = "EFG 2 R \"at once\" { \"A\" \"B\" }\n";
  text += fmt::format("p \"\" 1 1 \"\" {{ {}}} 0\n", quoted_moves("r", payoffs.size()));
  int outcome = 0;
  for (const auto& row : payoffs) {
    text += fmt::format("p \"\" 2 1 \"\" {{ {}}} 0\n", quoted_moves("c", row.size()));
    for (const auto& [a, b] : row) text += fmt::format("t \"\" {} \"\" {{ {}, {} }}\n", ++outcome, a, b);
  }
  return text;
}

// Mixed choices of both, by move.
struct BimatrixProfile {
  std::vector<double> rows;
  std::vector<double> columns;
};

namespace detail {

// Gauss elimination with pivots; nullopt where the equations are singular.
inline std::optional<std::vector<double>> solve_equations(std::vector<std::vector<double>> matrix) {
  const std::size_t size = matrix.size();
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t best = k;
    for (std::size_t row = k; row < size; ++row)
      if (std::fabs(matrix[row][k]) > std::fabs(matrix[best][k])) best = row;
    std::swap(matrix[k], matrix[best]);
    if (std::fabs(matrix[k][k]) < 1e-12) return std::nullopt;
    for (std::size_t row = 0; row < size; ++row) {
      const double factor = row == k ? 0 : matrix[row][k] / matrix[k][k];
      for (std::size_t column = k; column <= size; ++column) matrix[row][column] -= factor * matrix[k][column];
    }
  }
  std::vector<double> solution;
  for (std::size_t k = 0; k < size; ++k) solution.push_back(matrix[k][size] / matrix[k][k]);
  return solution;
}

inline std::vector<std::size_t> members_of_support(std::uint32_t support) {
  std::vector<std::size_t> members;
  for (std::size_t k = 0; k < 32; ++k)
    if (support >> k & 1U) members.push_back(k);
  return members;
}

// `payoffs[own move][other's move]`: how the other must mix over its support for all moves of the own support to pay
// alike, and what they pay, last.
inline std::optional<std::vector<double>> mix_that_makes_indifferent(const std::vector<std::vector<double>>& payoffs,
                                                                     const std::vector<std::size_t>& own,
                                                                     const std::vector<std::size_t>& other) {
  std::vector<std::vector<double>> equations;
  for (const std::size_t move : own) {
    std::vector<double> equation;
    for (const std::size_t reply : other) equation.push_back(payoffs[move][reply]);
    equation.insert(equation.end(), {-1.0, 0.0});
    equations.push_back(std::move(equation));
  }
  std::vector<double> sum(other.size(), 1.0);
  sum.insert(sum.end(), {0.0, 1.0});
  equations.push_back(std::move(sum));
  return solve_equations(std::move(equations));
}

// The other's mix over all its moves, if it is one and nobody gains outside the own support.
inline std::optional<std::vector<double>> supported_mix(const std::vector<std::vector<double>>& payoffs,
                                                        const std::vector<std::size_t>& own,
                                                        const std::vector<std::size_t>& other) {
  const auto solution = mix_that_makes_indifferent(payoffs, own, other);
  if (!solution) return std::nullopt;
  std::vector<double> mix(payoffs.front().size(), 0.0);
  for (std::size_t k = 0; k < other.size(); ++k) mix[other[k]] = (*solution)[k];
  if (std::any_of(mix.begin(), mix.end(), [](double share) { return share < 0; })) return std::nullopt;
  for (const std::vector<double>& row : payoffs) {
    double value = 0;
    for (std::size_t k = 0; k < mix.size(); ++k) value += row[k] * mix[k];
    if (value > solution->back() + 1e-9) return std::nullopt;
  }
  return mix;
}

}  // namespace detail

// All Nash equilibria of a bimatrix game in which no pair of supports of unlike sizes has one: generic games. By trying
// every pair of supports (Dickhaut & Kaplan 1991).
inline std::vector<BimatrixProfile> enumerate_supports(const Bimatrix& game) {
  const std::size_t num_rows = game.size(), num_columns = game.front().size();
  std::vector<std::vector<double>> for_row(num_rows), for_column(num_columns);
  for (std::size_t r = 0; r < num_rows; ++r)
    for (std::size_t c = 0; c < num_columns; ++c) {
      for_row[r].push_back(game[r][c].first);
      for_column[c].push_back(game[r][c].second);
    }
  std::vector<BimatrixProfile> found;
  for (std::uint32_t one = 1; one < 1U << num_rows; ++one)
    for (std::uint32_t other = 1; other < 1U << num_columns; ++other) {
      const auto rows = detail::members_of_support(one), columns = detail::members_of_support(other);
      if (rows.size() != columns.size()) continue;
      const auto column_mix = detail::supported_mix(for_row, rows, columns);
      const auto row_mix = detail::supported_mix(for_column, columns, rows);
      if (column_mix && row_mix) found.push_back({*row_mix, *column_mix});
    }
  return found;
}

}  // namespace demarche::test
