#include "demarche/solve/linear/block_lu.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <ranges>

namespace demarche {

namespace {

using Front = BlockPlan::Front;
using MatrixMap = Eigen::Map<Eigen::MatrixXd>;
using ConstMatrix = Eigen::Map<const Eigen::MatrixXd>;
using Index = Eigen::Index;

// Pivots smaller than this are replaced by it: the matrix is singular at a fold of the path, which no step ends on.
constexpr double smallest_pivot = 1e-200;

Index as_index(std::size_t size) { return static_cast<Index>(size); }

void add_copies(const BlockPlan& plan, const Front& front, const std::vector<double>& values, double* target) {
  for (std::size_t c = front.first_copy; c < front.first_copy + front.num_copies; ++c) {
    const BlockPlan::Copy& copy = plan.copies[c];
    const double* source = values.data() + copy.first;
    double* corner = target + std::size_t{copy.column} * front.num_rows + copy.row;
    for (std::size_t row = 0; row < copy.num_rows; ++row)
      for (std::size_t column = 0; column < copy.num_columns; ++column)
        corner[column * front.num_rows + row] += *source++;
  }
}

void add_leftover(const BlockPlan& plan, const Front& kid, const double* leftover, std::size_t num_rows,
                  double* target) {
  const std::size_t rest = kid.num_rows - kid.num_pivots;
  const std::uint32_t* places = plan.places.data() + kid.first_place;
  for (std::size_t column = 0; column < rest; ++column) {
    double* into = target + places[column] * num_rows;
    const double* from = leftover + column * rest;
    for (std::size_t row = 0; row < rest; ++row) into[places[row]] += from[row];
  }
}

// The first row, from k on, with the largest number of column k. Most often it is k; the largest is cheap to know.
Index largest_pivot(const MatrixMap& matrix, Index k, Index pivots) {
  const double* column = &matrix(0, k);
  double largest[2] = {std::abs(column[k]), 0};
  Index row = k + 1;
  for (; row + 1 < pivots; row += 2) {
    largest[0] = std::max(largest[0], std::abs(column[row]));
    largest[1] = std::max(largest[1], std::abs(column[row + 1]));
  }
  if (row < pivots) largest[0] = std::max(largest[0], std::abs(column[row]));
  const double most = std::max(largest[0], largest[1]);
  for (row = k; row + 1 < pivots && std::abs(column[row]) < most;) ++row;
  return row;
}

// Factorises the pivot columns with exchanges among the pivot rows, which are carried out across the whole front.
void eliminate_pivots(const Front& front, MatrixMap& matrix, std::uint32_t* exchanges, BlockLu& lu) {
  const auto pivots = as_index(front.num_pivots);
  const auto rows = as_index(front.num_rows);
  for (Index k = 0; k < pivots; ++k) {
    const Index best = largest_pivot(matrix, k, pivots);
    exchanges[k] = static_cast<std::uint32_t>(best);
    if (best != k) {
      matrix.row(k).swap(matrix.row(best));
      lu.determinant_sign = -lu.determinant_sign;
    }
    if (!(std::abs(matrix(k, k)) >= smallest_pivot)) {
      matrix(k, k) = smallest_pivot;
      lu.singular = true;
    }
    if (matrix(k, k) < 0) lu.determinant_sign = -lu.determinant_sign;
    multiply(lu.determinant_size, matrix(k, k));
    lu.least_pivot = std::min(lu.least_pivot, std::abs(matrix(k, k)));
    matrix.col(k).tail(rows - k - 1) /= matrix(k, k);
    for (Index column = k + 1; column < pivots; ++column)
      matrix.col(column).tail(rows - k - 1) -= matrix(k, column) * matrix.col(k).tail(rows - k - 1);
  }
}

// The rest of the front: rows of U, then the leftover for the parent.
void eliminate_rest(const Front& front, MatrixMap& matrix) {
  const auto pivots = as_index(front.num_pivots);
  const auto rest = as_index(front.num_rows) - pivots;
  for (Index column = pivots; column < pivots + rest; ++column)
    for (Index k = 0; k + 1 < pivots; ++k)
      matrix.col(column).segment(k + 1, pivots - k - 1) -=
          matrix(k, column) * matrix.col(k).segment(k + 1, pivots - k - 1);
  if (pivots <= 4) {
    for (Index column = pivots; column < pivots + rest; ++column)
      for (Index k = 0; k < pivots; ++k) matrix.col(column).tail(rest) -= matrix(k, column) * matrix.col(k).tail(rest);
    return;
  }
  matrix.bottomRightCorner(rest, rest).noalias() -=
      matrix.bottomLeftCorner(rest, pivots) * matrix.topRightCorner(pivots, rest);
}

}  // namespace

void factorise(const BlockPlan& plan, const std::vector<double>& values, BlockLu& lu) {
  lu.factors.resize(plan.num_factors);
  lu.exchanges.resize(plan.num_unknowns);
  lu.front.resize(std::size_t{plan.max_rows} * plan.max_rows);
  lu.stack.resize(plan.max_stack);
  lu.determinant_sign = 1;
  lu.determinant_size = {};
  lu.least_pivot = 1;
  lu.singular = false;
  std::size_t height = 0;
  std::size_t eliminated = 0;
  std::vector<std::uint32_t> waiting;  // fronts whose leftovers are on the stack
  for (std::uint32_t f = 0; f < plan.fronts.size(); ++f) {
    const Front& front = plan.fronts[f];
    const std::size_t rows = front.num_rows;
    std::fill_n(lu.front.begin(), rows * rows, 0.0);
    for (std::size_t k = 0; k < front.num_pivots; ++k) lu.front[k * rows + k] = 1;
    add_copies(plan, front, values, lu.front.data());
    for (std::uint32_t k = 0; k < front.num_children; ++k) {
      const Front& kid = plan.fronts[waiting.back()];
      const std::size_t size = std::size_t{kid.num_rows - kid.num_pivots} * (kid.num_rows - kid.num_pivots);
      height -= size;
      add_leftover(plan, kid, lu.stack.data() + height, rows, lu.front.data());
      waiting.pop_back();
    }
    MatrixMap matrix(lu.front.data(), as_index(rows), as_index(rows));
    eliminate_pivots(front, matrix, lu.exchanges.data() + eliminated, lu);
    eliminate_rest(front, matrix);
    const auto pivots = as_index(front.num_pivots);
    const auto rest = as_index(rows) - pivots;
    double* factor = lu.factors.data() + front.first_factor;
    MatrixMap(factor, as_index(rows), pivots) = matrix.leftCols(pivots);
    MatrixMap(factor + as_index(rows) * pivots, pivots, rest) = matrix.topRightCorner(pivots, rest);
    MatrixMap(lu.stack.data() + height, rest, rest) = matrix.bottomRightCorner(rest, rest);
    height += static_cast<std::size_t>(rest * rest);
    waiting.push_back(f);
    eliminated += front.num_pivots;
  }
}

namespace {

using Column = Eigen::Map<const Eigen::VectorXd>;
using Local = Eigen::Map<Eigen::VectorXd>;

// L x = b, from the first front to the last.
void substitute_lower(const BlockPlan& plan, const BlockLu& lu, std::vector<double>& local,
                      std::vector<double>& unknowns) {
  std::size_t eliminated = 0;
  for (const Front& front : plan.fronts) {
    const std::uint32_t* rows = plan.rows.data() + front.first_row;
    const double* lower = lu.factors.data() + front.first_factor;
    for (std::size_t k = 0; k < front.num_rows; ++k) local[k] = unknowns[rows[k]];
    for (std::size_t k = 0; k < front.num_pivots; ++k) std::swap(local[k], local[lu.exchanges[eliminated + k]]);
    for (std::size_t k = 0; k < front.num_pivots; ++k) {
      const auto rest = as_index(front.num_rows - k - 1);
      Local(local.data() + k + 1, rest) -= local[k] * Column(lower + k * front.num_rows + k + 1, rest);
    }
    for (std::size_t k = 0; k < front.num_rows; ++k) unknowns[rows[k]] = local[k];
    eliminated += front.num_pivots;
  }
}

}  // namespace

void substitute(const BlockPlan& plan, const BlockLu& lu, std::vector<double>& unknowns) {
  std::vector<double> local(plan.max_rows);
  substitute_lower(plan, lu, local, unknowns);
  for (const Front& front : plan.fronts | std::views::reverse) {
    const std::uint32_t* rows = plan.rows.data() + front.first_row;
    const double* lower = lu.factors.data() + front.first_factor;
    const double* upper = lower + std::size_t{front.num_rows} * front.num_pivots;
    const auto pivots = as_index(front.num_pivots);
    for (std::size_t k = 0; k < front.num_pivots; ++k) local[k] = unknowns[rows[k]];
    Local here(local.data(), pivots);
    for (std::size_t row = front.num_pivots; row < front.num_rows; ++row)
      here -= unknowns[rows[row]] * Column(upper + (row - front.num_pivots) * front.num_pivots, pivots);
    for (std::size_t k = front.num_pivots; k-- > 0;) {
      const double* column = lower + k * front.num_rows;
      local[k] /= column[k];
      here.head(as_index(k)) -= local[k] * Column(column, as_index(k));
    }
    for (std::size_t k = 0; k < front.num_pivots; ++k) unknowns[rows[k]] = local[k];
  }
}

namespace {

// transpose(U) x = b, from the first front to the last.
void substitute_upper(const BlockPlan& plan, const BlockLu& lu, std::vector<double>& local,
                      std::vector<double>& unknowns) {
  for (const Front& front : plan.fronts) {
    const std::uint32_t* rows = plan.rows.data() + front.first_row;
    const double* lower = lu.factors.data() + front.first_factor;
    const double* upper = lower + std::size_t{front.num_rows} * front.num_pivots;
    for (std::size_t k = 0; k < front.num_pivots; ++k) {
      const double* column = lower + k * front.num_rows;
      local[k] = unknowns[rows[k]];
      for (std::size_t row = 0; row < k; ++row) local[k] -= column[row] * local[row];
      local[k] /= column[k];
    }
    for (std::size_t row = front.num_pivots; row < front.num_rows; ++row) {
      const double* column = upper + (row - front.num_pivots) * front.num_pivots;
      for (std::size_t k = 0; k < front.num_pivots; ++k) unknowns[rows[row]] -= column[k] * local[k];
    }
    for (std::size_t k = 0; k < front.num_pivots; ++k) unknowns[rows[k]] = local[k];
  }
}

}  // namespace

void substitute_transposed(const BlockPlan& plan, const BlockLu& lu, std::vector<double>& unknowns) {
  std::vector<double> local(plan.max_rows);
  substitute_upper(plan, lu, local, unknowns);
  std::size_t eliminated = plan.num_unknowns;
  for (const Front& front : plan.fronts | std::views::reverse) {
    const std::uint32_t* rows = plan.rows.data() + front.first_row;
    const double* lower = lu.factors.data() + front.first_factor;
    eliminated -= front.num_pivots;
    for (std::size_t k = front.num_pivots; k-- > 0;) {
      const double* column = lower + k * front.num_rows;
      local[k] = unknowns[rows[k]];
      for (std::size_t row = k + 1; row < front.num_pivots; ++row) local[k] -= column[row] * local[row];
      for (std::size_t row = front.num_pivots; row < front.num_rows; ++row)
        local[k] -= column[row] * unknowns[rows[row]];
    }
    for (std::size_t k = front.num_pivots; k-- > 0;) std::swap(local[k], local[lu.exchanges[eliminated + k]]);
    for (std::size_t k = 0; k < front.num_pivots; ++k) unknowns[rows[k]] = local[k];
  }
}

}  // namespace demarche
