#include "demarche/refine/matrix_game.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace demarche {
namespace {

constexpr double pivot_at_least = 1e-12;

// maximise the sum of y, where for each weight the sum over rows of (row + shift) y is at most 1, and y >= 0. Columns:
// one a row of the game, one a slack, the right-hand side; the last line is the objective.
struct Tableau {
  std::vector<std::vector<double>> lines;
  std::vector<std::size_t> basis;
  std::size_t num_columns = 0;
};

Tableau begin_tableau(const std::vector<std::vector<double>>& rows, std::size_t num_weights, double scale,
                      double shift) {
  Tableau tableau;
  tableau.num_columns = rows.size() + num_weights;
  tableau.lines.assign(num_weights + 1, std::vector<double>(tableau.num_columns + 1, 0));
  for (std::size_t weight = 0; weight < num_weights; ++weight) {
    std::vector<double>& line = tableau.lines[weight];
    for (std::size_t row = 0; row < rows.size(); ++row) line[row] = rows[row][weight] / scale + shift;
    line[rows.size() + weight] = 1;
    line.back() = 1;
    tableau.basis.push_back(rows.size() + weight);
  }
  for (std::size_t row = 0; row < rows.size(); ++row) tableau.lines.back()[row] = -1;
  return tableau;
}

std::optional<std::size_t> entering(const Tableau& tableau) {
  for (std::size_t column = 0; column < tableau.num_columns; ++column) {
    if (tableau.lines.back()[column] < -pivot_at_least) return column;
  }
  return std::nullopt;
}

std::optional<std::size_t> leaving(const Tableau& tableau, std::size_t column) {
  std::optional<std::size_t> best;
  double least = 0;
  for (std::size_t line = 0; line < tableau.basis.size(); ++line) {
    const double pivot = tableau.lines[line][column];
    if (pivot <= pivot_at_least) continue;
    const double ratio = tableau.lines[line].back() / pivot;
    const bool first = !best || ratio < least || (ratio <= least && tableau.basis[line] < tableau.basis[*best]);
    if (!first) continue;
    best = line;
    least = ratio;
  }
  return best;
}

void pivot_on(Tableau& tableau, std::size_t line, std::size_t column) {
  std::vector<double>& pivoting = tableau.lines[line];
  const double pivot = pivoting[column];
  for (double& number : pivoting) number /= pivot;
  for (std::size_t other = 0; other < tableau.lines.size(); ++other) {
    const double times = tableau.lines[other][column];
    if (other == line || times == 0) continue;
    for (std::size_t k = 0; k < pivoting.size(); ++k) tableau.lines[other][k] -= times * pivoting[k];
  }
  tableau.basis[line] = column;
}

}  // namespace

double best_guarantee(const std::vector<std::vector<double>>& rows, std::size_t num_weights) {
  if (rows.empty()) return std::numeric_limits<double>::infinity();
  double scale = 0;
  for (const auto& row : rows) {
    for (const double number : row) scale = std::max(scale, std::abs(number));
  }
  if (scale == 0) return 0;
  constexpr double shift = 2;  // every number between 1 and 3, so that the value is positive
  Tableau tableau = begin_tableau(rows, num_weights, scale, shift);
  while (const auto column = entering(tableau)) {
    const auto line = leaving(tableau, *column);
    if (!line) break;
    pivot_on(tableau, *line, *column);
  }
  return (1 / tableau.lines.back().back() - shift) * scale;
}

}  // namespace demarche
