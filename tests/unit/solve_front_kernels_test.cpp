#include "demarche/solve/linear/front_kernels.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

using namespace demarche;

namespace {

// A front with its numbers: pivots' columns, pivots' rows of the others, what is left of these.
struct DrawnFront {
  std::uint32_t num_pivots = 0;
  std::uint32_t num_rows = 0;
  std::vector<double> lower{};
  std::vector<double> upper{};
  std::vector<double> rest{};
  std::vector<std::uint32_t> exchanges{};

  FrontBlocks blocks() { return {lower.data(), upper.data(), rest.data(), num_pivots, num_rows}; }
  double number_at(std::size_t row, std::size_t column) const {
    if (column < num_pivots) return lower[column * num_rows + row];
    const std::size_t other = column - num_pivots;
    return row < num_pivots ? upper[other * num_pivots + row]
                            : rest[other * (num_rows - num_pivots) + row - num_pivots];
  }
};

DrawnFront drawn_front(std::uint32_t num_pivots, std::uint32_t num_others, std::mt19937_64& draws) {
  DrawnFront front{num_pivots, num_pivots + num_others};
  std::normal_distribution<double> number;
  front.lower.resize(std::size_t{front.num_rows} * num_pivots);
  front.upper.resize(std::size_t{num_pivots} * num_others);
  front.rest.resize(std::size_t{num_others} * num_others);
  for (auto* numbers : {&front.lower, &front.upper, &front.rest})
    for (double& x : *numbers) x = number(draws);
  front.exchanges.resize(num_pivots);
  return front;
}

void eliminate_with(const FrontKernels& kernels, DrawnFront& front) {
  kernels.eliminate(front.blocks(), 1e-200, front.exchanges.data());
  kernels.reduce(front.blocks(), front.exchanges.data());
  if (front.num_pivots <= few_pivots) kernels.subtract(front.blocks());
}

// What the factors and the rest stand for at a place, rows as they are after the exchanges.
double product_at(const DrawnFront& front, std::size_t row, std::size_t column) {
  double sum = row >= front.num_pivots && column >= front.num_pivots ? front.number_at(row, column) : 0;
  for (std::size_t k = 0; k <= std::min({row, column, std::size_t{front.num_pivots} - 1}); ++k)
    sum += (k == row ? 1 : front.number_at(row, k)) * front.number_at(k, column);
  return sum;
}

}  // namespace

TEST_CASE("the factors of a front and its rest multiply to the front, and pivots are the largest of their columns") {
  std::mt19937_64 draws(1);
  for (std::uint32_t num_pivots = 1; num_pivots <= 19; ++num_pivots) {
    for (const std::uint32_t num_others : {0U, 1U, 2U, 5U, 18U}) {
      CAPTURE(num_pivots);
      CAPTURE(num_others);
      const DrawnFront drawn = drawn_front(num_pivots, num_others, draws);
      DrawnFront front = drawn;
      eliminate_with(front_kernels_for_any(), front);
      std::vector<std::size_t> rows(front.num_rows);
      for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
      for (std::size_t k = 0; k < num_pivots; ++k) std::swap(rows[k], rows[front.exchanges[k]]);
      for (std::size_t column = 0; column < front.num_rows; ++column) {
        for (std::size_t row = 0; row < front.num_rows; ++row) {
          if (num_pivots > few_pivots && row >= num_pivots && column >= num_pivots) continue;
          CHECK(product_at(front, row, column) == doctest::Approx(drawn.number_at(rows[row], column)).epsilon(1e-9));
          if (column < row && row < num_pivots) CHECK(std::abs(front.number_at(row, column)) <= 1);
        }
      }
    }
  }
}

TEST_CASE("what a front leaves is added where its rows stand in the parent, kept or worked out") {
  std::mt19937_64 draws(2);
  const std::vector<FrontRun> runs{{1, 2}, {4, 1}, {5, 6}, {12, 1}};  // the parent has five pivots
  const std::vector<std::size_t> places{1, 2, 4, 5, 6, 7, 8, 9, 10, 12};
  for (std::uint32_t num_pivots = 1; num_pivots <= few_pivots; ++num_pivots) {
    CAPTURE(num_pivots);
    DrawnFront kid = drawn_front(num_pivots, 10, draws);
    std::ranges::fill(kid.rest, 0.0);
    eliminate_with(front_kernels_for_any(), kid);
    const DrawnFront before = drawn_front(5, 8, draws);
    std::vector<double> column(kid.num_rows);
    for (const bool is_kept : {true, false}) {
      DrawnFront parent = before;
      FrontBlocks from = kid.blocks();
      if (!is_kept) from.rest = nullptr;
      front_kernels_for_any().pass_on({from, runs.data(), runs.size(), column.data()}, parent.blocks());
      for (std::size_t c = 0; c < places.size(); ++c) {
        for (std::size_t r = 0; r < places.size(); ++r) {
          const double added = kid.number_at(num_pivots + r, num_pivots + c);
          CHECK(parent.number_at(places[r], places[c]) == before.number_at(places[r], places[c]) + added);
        }
      }
      for (const std::size_t apart : {0U, 3U, 11U})
        CHECK(parent.number_at(apart, apart) == before.number_at(apart, apart));
    }
  }
}

TEST_CASE("fronts are eliminated to the same bits on every processor") {
  const FrontKernels* fast = front_kernels_for_avx2();
#if defined(__x86_64__)
  if (fast == nullptr || !__builtin_cpu_supports("avx2")) return;
#else
  if (fast == nullptr) return;
#endif
  std::mt19937_64 draws(3);
  for (std::uint32_t num_pivots = 1; num_pivots <= 40; ++num_pivots) {
    DrawnFront one = drawn_front(num_pivots, 23, draws);
    DrawnFront other = one;
    eliminate_with(front_kernels_for_any(), one);
    eliminate_with(*fast, other);
    CHECK(one.exchanges == other.exchanges);
    CHECK(one.lower == other.lower);
    CHECK(one.upper == other.upper);
    CHECK(one.rest == other.rest);
  }
}
