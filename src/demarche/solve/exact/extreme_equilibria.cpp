#include "demarche/solve/exact/extreme_equilibria.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace demarche {
namespace {

// Shifted so that all are positive, which changes no best reply.
ExactMatrix positive_entries(ExactMatrix matrix) {
  ExactInteger least = matrix.entries.front();
  for (const ExactInteger& entry : matrix.entries)
    if (entry < least) least = entry;
  for (ExactInteger& entry : matrix.entries) entry = entry - least + exact(1);
  return matrix;
}

ExactMatrix transposed(const ExactMatrix& matrix) {
  ExactMatrix turned{matrix.num_columns, matrix.num_rows, std::vector<ExactInteger>(matrix.entries.size())};
  for (std::size_t row = 0; row < matrix.num_rows; ++row)
    for (std::size_t column = 0; column < matrix.num_columns; ++column) turned.at(column, row) = matrix.at(row, column);
  return turned;
}

std::vector<double> probabilities_of(const std::vector<ExactInteger>& point) {
  ExactInteger sum;
  for (const ExactInteger& weight : point) sum = sum + weight;
  std::vector<double> probabilities;
  for (const ExactInteger& weight : point) probabilities.push_back(ratio(weight, sum));
  return probabilities;
}

// Faces as labels: bit i for row i, which is not used or a best reply, then the columns' bits.
std::uint64_t labels_of_columns(std::uint64_t tight, std::size_t num_rows, std::size_t num_columns) {
  const std::uint64_t unused = tight & ((std::uint64_t{1} << num_columns) - 1);
  return (tight >> num_columns) | (unused << num_rows);
}

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t at) {
  while (parents[at] != at) at = parents[at] = parents[parents[at]];
  return at;
}

// A vertex of each polytope.
struct VertexPair {
  std::size_t of_rows = 0;
  std::size_t of_columns = 0;
};

// Sets of equilibria hang together where they share a vertex: [pair], numbered in their order.
std::vector<std::size_t> components_of(const std::vector<VertexPair>& pairs, std::size_t num_row_vertices,
                                       std::size_t num_vertices) {
  std::vector<std::size_t> parents(num_vertices);
  std::iota(parents.begin(), parents.end(), std::size_t{0});
  for (const VertexPair& pair : pairs)
    parents[root_of(parents, pair.of_rows)] = root_of(parents, num_row_vertices + pair.of_columns);
  std::vector<std::size_t> roots;
  std::vector<std::size_t> components;
  for (const VertexPair& pair : pairs) {
    const std::size_t root = root_of(parents, pair.of_rows);
    const auto known = std::find(roots.begin(), roots.end(), root);
    components.push_back(static_cast<std::size_t>(known - roots.begin()));
    if (known == roots.end()) roots.push_back(root);
  }
  return components;
}

}  // namespace

std::optional<ExtremeEquilibria> extreme_equilibria(const ExactBimatrix& game) {
  const std::size_t num_rows = game.first.num_rows;
  const std::size_t num_columns = game.first.num_columns;
  const auto of_rows = vertices_of(transposed(positive_entries(game.second)));
  const auto of_columns = of_rows ? vertices_of(positive_entries(game.first)) : std::nullopt;
  if (!of_columns) return std::nullopt;
  const std::uint64_t all_labels = ~std::uint64_t{0} >> (64 - num_rows - num_columns);
  std::vector<VertexPair> pairs;
  for (std::size_t x = 0; x < of_rows->size(); ++x)
    for (std::size_t y = 0; y < of_columns->size(); ++y)
      if (((*of_rows)[x].tight | labels_of_columns((*of_columns)[y].tight, num_rows, num_columns)) == all_labels)
        pairs.push_back({x, y});
  ExtremeEquilibria found;
  const std::vector<std::size_t> components =
      components_of(pairs, of_rows->size(), of_rows->size() + of_columns->size());
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    const PolytopeVertex& x = (*of_rows)[pairs[k].of_rows];
    const PolytopeVertex& y = (*of_columns)[pairs[k].of_columns];
    const bool simple = static_cast<std::size_t>(std::popcount(x.tight)) == num_rows &&
                        static_cast<std::size_t>(std::popcount(y.tight)) == num_columns;
    found.all.push_back({probabilities_of(x.point), probabilities_of(y.point), components[k], simple});
    found.num_components = std::max(found.num_components, components[k] + 1);
  }
  return found;
}

}  // namespace demarche
