#include "demarche/solve/linear/block_lu.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <ranges>

namespace demarche {

namespace {

using Front = BlockPlan::Front;
using MatrixMap = Eigen::Map<Eigen::MatrixXd>;
using Index = Eigen::Index;

// Pivots smaller than this are replaced by it: the matrix is singular at a fold of the path, which no step ends on.
constexpr double smallest_pivot = 1e-200;

Index as_index(std::size_t size) { return static_cast<Index>(size); }

FrontBlocks blocks_of(const Front& front, BlockLu& lu) {
  double* lower = lu.factors.data() + front.first_factor;
  return {lower, lower + std::size_t{front.num_rows} * front.num_pivots, nullptr, front.num_pivots, front.num_rows};
}

// Nothing is kept of what such a front leaves.
bool is_left_to_parent(const Front& front) { return front.num_children == 0 && front.num_pivots <= few_pivots; }

// On the stack.
std::size_t size_left_of(const Front& front) {
  const std::size_t others = front.num_rows - front.num_pivots;
  return is_left_to_parent(front) ? 0 : others * others;
}

void lay_out(const BlockPlan& plan, BlockLu& lu) {
  lu.factors.resize(plan.num_factors);
  lu.exchanges.resize(plan.num_unknowns);
  lu.rest.resize(std::size_t{plan.max_rows} * plan.max_rows);
  lu.stack.resize(plan.max_stack);
  lu.determinant_sign = 1;
  lu.determinant_size = {};
  lu.least_pivot = 1;
  lu.singular = false;
}

// All fronts at once: pivots' rows and columns, 1 on the diagonal.
void place_values(const BlockPlan& plan, const std::vector<double>& values, BlockLu& lu) {
  std::ranges::fill(lu.factors, 0.0);
  for (const Front& front : plan.fronts)
    for (std::size_t k = 0; k < front.num_pivots; ++k) lu.factors[front.first_factor + k * (front.num_rows + 1)] = 1;
  for (const BlockPlan::Copy& copy : plan.copies) {
    const double* source = values.data() + copy.first;
    double* target = lu.factors.data() + copy.target;
    for (std::size_t row = 0; row < copy.num_rows; ++row)
      for (std::size_t column = 0; column < copy.num_columns; ++column) target[column * copy.stride + row] += *source++;
  }
}

// Of the pivots that were eliminated last.
void note_pivots(const FrontBlocks& front, const std::uint32_t* exchanges, BlockLu& lu) {
  for (std::size_t k = 0; k < front.num_pivots; ++k) {
    const double pivot = front.lower[k * (front.num_rows + std::size_t{1})];
    if (exchanges[k] != k) lu.determinant_sign = -lu.determinant_sign;
    if (pivot < 0) lu.determinant_sign = -lu.determinant_sign;
    lu.singular = lu.singular || pivot == smallest_pivot;
    multiply(lu.determinant_size, pivot);
    lu.least_pivot = std::min(lu.least_pivot, std::abs(pivot));
  }
}

// Fronts whose parents are still to come.
struct WaitingFronts {
  std::vector<std::uint32_t> fronts;
  std::size_t height = 0;      // of the stack
  std::vector<double> column;  // working space
};

void take_from_child(const BlockPlan& plan, const FrontKernels& kernels, const FrontBlocks& parent,
                     WaitingFronts& waiting, BlockLu& lu) {
  const Front& kid = plan.fronts[waiting.fronts.back()];
  waiting.fronts.pop_back();
  waiting.height -= size_left_of(kid);
  FrontBlocks from = blocks_of(kid, lu);
  if (!is_left_to_parent(kid)) from.rest = lu.stack.data() + waiting.height;
  kernels.pass_on({from, plan.runs.data() + kid.first_run, kid.num_runs, waiting.column.data()}, parent);
}

void subtract_pivots_of(const FrontKernels& kernels, const FrontBlocks& front) {
  if (front.num_pivots <= few_pivots) return kernels.subtract(front);
  const auto rows = as_index(front.num_rows);
  const auto pivots = as_index(front.num_pivots);
  const auto others = as_index(front.num_others());
  MatrixMap(front.rest, others, others).noalias() -=
      MatrixMap(front.lower, rows, pivots).bottomRows(others) * MatrixMap(front.upper, pivots, others);
}

}  // namespace

void factorise(const BlockPlan& plan, const std::vector<double>& values, BlockLu& lu) {
  const FrontKernels& kernels = front_kernels();
  lay_out(plan, lu);
  place_values(plan, values, lu);
  std::uint32_t* exchanges = lu.exchanges.data();
  WaitingFronts waiting;
  waiting.column.resize(plan.max_rows);
  for (std::uint32_t f = 0; f < plan.fronts.size(); ++f) {
    const Front& front = plan.fronts[f];
    const bool keeps_rest = !is_left_to_parent(front);
    FrontBlocks blocks = blocks_of(front, lu);
    blocks.rest = lu.rest.data();
    const std::size_t size = size_left_of(front);
    std::fill_n(blocks.rest, size, 0.0);
    for (std::uint32_t k = 0; k < front.num_children; ++k) take_from_child(plan, kernels, blocks, waiting, lu);
    kernels.eliminate(blocks, smallest_pivot, exchanges);
    note_pivots(blocks, exchanges, lu);
    kernels.reduce(blocks, exchanges);
    if (keeps_rest) subtract_pivots_of(kernels, blocks);
    std::copy_n(blocks.rest, size, lu.stack.data() + waiting.height);
    waiting.height += size;
    waiting.fronts.push_back(f);
    exchanges += front.num_pivots;
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
