#pragma once

// The inner loops of elimination, compiled once for each kind of processor: everything here is local to the file that
// includes it. The order of operations on a number is that of the pivots, whatever is worked on at a time.

#include "demarche/solve/linear/front_kernels.h"

#include <cstring>

namespace demarche {
namespace {

typedef double FourNumbers __attribute__((vector_size(32)));

#define DEMARCHE_FRONT_INLINE [[gnu::always_inline]] inline

DEMARCHE_FRONT_INLINE FourNumbers four_at(const double* from) {
  FourNumbers numbers;
  std::memcpy(&numbers, from, sizeof numbers);
  return numbers;
}

DEMARCHE_FRONT_INLINE void put_four(double* to, FourNumbers numbers) { std::memcpy(to, &numbers, sizeof numbers); }

DEMARCHE_FRONT_INLINE double size_of_number(double x) { return x < 0 ? -x : x; }

DEMARCHE_FRONT_INLINE void exchange(double& one, double& other) {
  const double kept = one;
  one = other;
  other = kept;
}

// to -= factors[0] x from, then factors[1] x the next column, and so on for `width` columns that lie `stride` apart.
template <std::size_t width>
DEMARCHE_FRONT_INLINE void take_columns(double* to, const double* from, std::size_t stride, const double* factors,
                                        std::size_t num) {
  std::size_t row = 0;
  for (; row + 4 <= num; row += 4) {
    FourNumbers left = four_at(to + row);
    for (std::size_t k = 0; k < width; ++k) left -= four_at(from + k * stride + row) * factors[k];
    put_four(to + row, left);
  }
  for (; row < num; ++row) {
    double left = to[row];
    for (std::size_t k = 0; k < width; ++k) left -= from[k * stride + row] * factors[k];
    to[row] = left;
  }
}

// Takes the first pivots out of the rest of a column of `num` numbers, itself among the numbers that are left of them.
DEMARCHE_FRONT_INLINE void take_pivots(const FrontBlocks& front, std::size_t num_pivots, double* column,
                                       std::size_t num) {
  const std::size_t stride = front.num_rows;
  std::size_t k = 0;
  for (; k + 4 <= num_pivots; k += 4) {
    const double* corner = front.lower + k * stride + k;
    double* top = column + k;
    for (std::size_t row = 1; row < 4; ++row)
      for (std::size_t earlier = 0; earlier < row; ++earlier) top[row] -= corner[earlier * stride + row] * top[earlier];
    take_columns<4>(top + 4, corner + 4, stride, top, num - k - 4);
  }
  for (; k < num_pivots; ++k)
    take_columns<1>(column + k + 1, front.lower + k * stride + k + 1, stride, column + k, num - k - 1);
}

DEMARCHE_FRONT_INLINE void exchange_rows(const std::uint32_t* exchanges, std::size_t num, double* column) {
  for (std::size_t k = 0; k < num; ++k) exchange(column[k], column[exchanges[k]]);
}

// The first row, from k on, with the largest number of a column. Most often it is k; the largest is cheap to know.
DEMARCHE_FRONT_INLINE std::size_t largest_row(const double* column, std::size_t k, std::size_t num) {
  double most = size_of_number(column[k]);
  for (std::size_t row = k + 1; row < num; ++row)
    most = most < size_of_number(column[row]) ? size_of_number(column[row]) : most;
  std::size_t row = k;
  while (row + 1 < num && size_of_number(column[row]) < most) ++row;
  return row;
}

void eliminate_front(const FrontBlocks& front, double smallest, std::uint32_t* exchanges) {
  const std::size_t stride = front.num_rows;
  for (std::size_t k = 0; k < front.num_pivots; ++k) {
    double* column = front.lower + k * stride;
    exchange_rows(exchanges, k, column);
    take_pivots(front, k, column, stride);
    const std::size_t best = largest_row(column, k, front.num_pivots);
    exchanges[k] = static_cast<std::uint32_t>(best);
    if (best != k)
      for (std::size_t other = 0; other <= k; ++other)
        exchange(front.lower[other * stride + k], front.lower[other * stride + best]);
    if (!(size_of_number(column[k]) >= smallest)) column[k] = smallest;
    const double pivot = column[k];
    std::size_t row = k + 1;
    for (; row + 4 <= stride; row += 4) put_four(column + row, four_at(column + row) / pivot);
    for (; row < stride; ++row) column[row] /= pivot;
  }
}

void reduce_front(const FrontBlocks& front, const std::uint32_t* exchanges) {
  const std::size_t num_pivots = front.num_pivots;
  if (num_pivots < 2) return;
  for (std::size_t other = 0; other < front.num_others(); ++other) {
    double* column = front.upper + other * num_pivots;
    exchange_rows(exchanges, num_pivots, column);
    take_pivots(front, num_pivots - 1, column, num_pivots);
  }
}

template <std::size_t width>
DEMARCHE_FRONT_INLINE void subtract_pivots(const FrontBlocks& front) {
  const std::size_t others = front.num_others();
  for (std::size_t other = 0; other < others; ++other)
    take_columns<width>(front.rest + other * others, front.lower + width, front.num_rows, front.upper + other * width,
                        others);
}

void subtract_front(const FrontBlocks& front) {
  if (front.num_pivots == 1) subtract_pivots<1>(front);
  else if (front.num_pivots == 2) subtract_pivots<2>(front);
  else if (front.num_pivots == 3) subtract_pivots<3>(front);
  else subtract_pivots<4>(front);
}

// 0 less what the pivots take.
template <std::size_t width>
DEMARCHE_FRONT_INLINE void work_out(const FrontBlocks& front, std::size_t other, double* column) {
  const std::size_t others = front.num_others();
  std::memset(column, 0, others * sizeof(double));
  take_columns<width>(column, front.lower + width, front.num_rows, front.upper + other * width, others);
}

DEMARCHE_FRONT_INLINE const double* left_column(const FrontLeftover& leftover, std::size_t other) {
  const FrontBlocks& from = leftover.from;
  if (from.rest != nullptr) return from.rest + other * from.num_others();
  if (from.num_pivots == 1) work_out<1>(from, other, leftover.column);
  else if (from.num_pivots == 2) work_out<2>(from, other, leftover.column);
  else if (from.num_pivots == 3) work_out<3>(from, other, leftover.column);
  else work_out<4>(from, other, leftover.column);
  return leftover.column;
}

DEMARCHE_FRONT_INLINE void add_run(const double* from, std::size_t num, double* to) {
  std::size_t row = 0;
  for (; row + 4 <= num; row += 4) put_four(to + row, four_at(to + row) + four_at(from + row));
  for (; row < num; ++row) to[row] += from[row];
}

// The parent's column at a place, such that rows are counted as in the whole front: among the pivots, and past them.
struct ParentColumn {
  double* top;
  double* bottom;
};
DEMARCHE_FRONT_INLINE ParentColumn column_at(const FrontBlocks& parent, std::size_t place) {
  double* lower = parent.lower + place * parent.num_rows;
  if (place < parent.num_pivots) return {lower, lower + parent.num_pivots};
  const std::size_t other = place - parent.num_pivots;
  return {parent.upper + other * parent.num_pivots, parent.rest + other * parent.num_others()};
}

DEMARCHE_FRONT_INLINE void add_column(const FrontLeftover& leftover, const FrontBlocks& parent, const double* from,
                                      const ParentColumn& to) {
  for (std::size_t k = 0; k < leftover.num_runs; ++k) {
    const FrontRun& run = leftover.runs[k];
    const bool among_pivots = run.place < parent.num_pivots;
    add_run(from, run.num, among_pivots ? to.top + run.place : to.bottom + (run.place - parent.num_pivots));
    from += run.num;
  }
}

void pass_on_front(const FrontLeftover& leftover, const FrontBlocks& parent) {
  std::size_t other = 0;
  for (std::size_t k = 0; k < leftover.num_runs; ++k)
    for (std::size_t row = 0; row < leftover.runs[k].num; ++row, ++other)
      add_column(leftover, parent, left_column(leftover, other), column_at(parent, leftover.runs[k].place + row));
}

constexpr FrontKernels all_front_kernels() { return {eliminate_front, reduce_front, subtract_front, pass_on_front}; }

#undef DEMARCHE_FRONT_INLINE

}  // namespace
}  // namespace demarche
