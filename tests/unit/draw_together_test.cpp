#include "demarche/base/rank_correlation.h"
#include "demarche/draw/design.h"
#include "demarche/draw/distribution.h"
#include "demarche/draw/together.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>

using namespace demarche;

namespace {

constexpr std::uint64_t num_mixed_rows = 4096;

// All rows of a design of three columns, two or three of which are mixed; column by column.
std::vector<std::vector<double>> mixed_columns(DesignKind kind, const Together& group) {
  const Design design = make_design(kind, 3, num_mixed_rows, 3);
  std::vector<std::vector<double>> columns(3);
  std::vector<double> shares(3);
  for (std::uint64_t row = 0; row < num_mixed_rows; ++row) {
    draw_row(design, row, shares);
    draw_together(group, shares);
    for (std::size_t k = 0; k < 3; ++k) columns[k].push_back(shares[k]);
  }
  return columns;
}

std::vector<double> ranks_of(const std::vector<double>& numbers) {
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return numbers[a] < numbers[b]; });
  std::vector<double> ranks(numbers.size());
  for (std::size_t k = 0; k < order.size(); ++k) ranks[order[k]] = static_cast<double>(k);
  return ranks;
}

// Spearman's: that of Pearson between ranks.
double rank_correlation_of(const std::vector<double>& one, const std::vector<double>& other) {
  const std::vector<double> a = ranks_of(one);
  const std::vector<double> b = ranks_of(other);
  const double middle = (static_cast<double>(a.size()) - 1) / 2;
  double both = 0;
  double each = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    both += (a[k] - middle) * (b[k] - middle);
    each += (a[k] - middle) * (a[k] - middle);
  }
  return both / each;
}

}  // namespace

TEST_CASE("numbers drawn together have the rank correlation that was asked for, any two of them") {
  for (const DesignKind kind : {DesignKind::Sobol, DesignKind::LatinHypercube}) {
    for (const double wanted : {-0.45, -0.2, 0.0, 0.3, 0.6, 0.95}) {
      const auto columns = mixed_columns(kind, together({0, 1, 2}, wanted));
      CHECK(rank_correlation_of(columns[0], columns[1]) == doctest::Approx(wanted).epsilon(0.03));
      CHECK(rank_correlation_of(columns[0], columns[2]) == doctest::Approx(wanted).epsilon(0.03));
      CHECK(rank_correlation_of(columns[1], columns[2]) == doctest::Approx(wanted).epsilon(0.03));
    }
  }
}

TEST_CASE("two numbers may go against each other nearly altogether, and others stay as they are") {
  const auto columns = mixed_columns(DesignKind::Sobol, together({2, 0}, -0.98));
  CHECK(rank_correlation_of(columns[0], columns[2]) == doctest::Approx(-0.98).epsilon(0.01));
  CHECK(std::abs(rank_correlation_of(columns[0], columns[1])) < 0.02);
}

TEST_CASE("each number drawn together keeps the distribution that it has alone") {
  const auto columns = mixed_columns(DesignKind::Sobol, together({0, 1, 2}, 0.7));
  for (std::vector<double> shares : columns) {
    std::ranges::sort(shares);
    for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
      const double found = shares[static_cast<std::size_t>(share * static_cast<double>(num_mixed_rows))];
      CHECK(std::abs(found - share) < 0.015);
    }
    CHECK(shares.front() > 0);
    CHECK(shares.back() < 1);
  }
}

TEST_CASE("the least correlation of three numbers is that at which the matrix loses its rank") {
  CHECK(least_rank_correlation(2) == doctest::Approx(-1));
  CHECK(least_rank_correlation(3) == doctest::Approx(-0.482584).epsilon(1e-5));
  const Together group = together({0, 1, 2}, least_rank_correlation(3) + 1e-9);
  CHECK(group.diagonal[2] < 1e-3);
  CHECK(group.diagonal[2] >= 0);
}

TEST_CASE("shares at the very ends stay strictly between 0 and 1") {
  std::vector<double> shares{1 - 0x1p-53, 1 - 0x1p-53};
  draw_together(together({0, 1}, 0.9), shares);
  CHECK(shares[1] < 1);
  shares = {0x1p-53, 0x1p-53};
  draw_together(together({0, 1}, 0.9), shares);
  CHECK(shares[1] > 0);
}
