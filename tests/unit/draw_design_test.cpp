#include "demarche/draw/design.h"
#include "demarche/draw/joe_kuo.h"
#include "demarche/draw/permutation.h"
#include "effort.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace demarche;

namespace {

std::vector<double> drawn(const Design& design, std::uint64_t row) {
  std::vector<double> shares(design.num_columns);
  draw_row(design, row, shares);
  return shares;
}

// The star discrepancy's L2 form (Warnock's formula), of all rows.
double l2_discrepancy(const Design& design) {
  double single = 0;
  double pairs = 0;
  const auto n = static_cast<double>(design.num_rows);
  std::vector<std::vector<double>> rows;
  for (std::uint64_t k = 0; k < design.num_rows; ++k) rows.push_back(drawn(design, k));
  for (const std::vector<double>& x : rows) {
    double product = 1;
    for (const double share : x) product *= (1 - share * share) / 2;
    single += product;
    for (const std::vector<double>& y : rows) {
      double both = 1;
      for (std::size_t i = 0; i < x.size(); ++i) both *= 1 - std::max(x[i], y[i]);
      pairs += both;
    }
  }
  double whole = 1;
  for (std::size_t i = 0; i < design.num_columns; ++i) whole /= 3;
  return whole - 2 / n * single + pairs / (n * n);
}

}  // namespace

TEST_CASE("the table holds the direction numbers of 512 dimensions, all odd and within their digits") {
  std::span<const std::uint16_t> numbers = joe_kuo_numbers();
  std::size_t num_dimensions = 1;
  bool well_formed = true;
  while (!numbers.empty()) {
    const std::size_t s = numbers[0];
    for (std::size_t j = 0; j < s; ++j) {
      well_formed = well_formed && numbers[2 + j] % 2 == 1 && numbers[2 + j] < (2U << j);
    }
    numbers = numbers.subspan(2 + s);
    ++num_dimensions;
  }
  CHECK(well_formed);
  CHECK(num_dimensions == most_sobol_columns);
}

TEST_CASE("unscrambled, the points are those of Joe and Kuo's sequence") {
  const Design design = make_design(DesignKind::Sobol, 1, 64, most_sobol_columns);
  // SciPy 1.17, qmc.Sobol(512, scramble=False, bits=32): points 2, 21 and 63 there, which goes in Gray-code order.
  struct Known {
    std::uint32_t index;
    std::size_t column;
    std::uint32_t digits;
  };
  const Known known[] = {{3, 0, 3221225472},   {3, 1, 1073741824},  {3, 511, 3221225472},  {31, 1, 2550136832},
                         {31, 2, 1476395008},  {31, 9, 134217728},  {31, 99, 1744830464},  {31, 299, 3623878656},
                         {31, 511, 939524096}, {32, 99, 335544320}, {32, 299, 2214592512}, {32, 511, 603979776}};
  for (const Known& point : known) CHECK(sobol_digits(design, point.index, point.column) == point.digits);
}

TEST_CASE("scrambled, every aligned block of a power of two still has one row in each stratum of each column") {
  const Design design = make_design(DesignKind::Sobol, 42, 256, 20);
  for (std::size_t column = 0; column < design.num_columns; ++column) {
    for (std::uint64_t start = 0; start < 256; start += 64) {
      std::set<int> strata;
      for (std::uint64_t k = 0; k < 64; ++k) strata.insert(static_cast<int>(64 * drawn(design, start + k)[column]));
      CHECK(strata.size() == 64);
    }
  }
}

TEST_CASE("scrambled, the first two columns have one row in each of 64 boxes, whatever their shape") {
  const Design design = make_design(DesignKind::Sobol, 7, 64, 2);
  for (int across = 0; across <= 6; ++across) {
    std::set<std::pair<int, int>> boxes;
    for (std::uint64_t k = 0; k < 64; ++k) {
      const std::vector<double> x = drawn(design, k);
      boxes.insert({static_cast<int>((1 << across) * x[0]), static_cast<int>((1 << (6 - across)) * x[1])});
    }
    CHECK(boxes.size() == 64);
  }
}

TEST_CASE("a Latin hypercube has one row in each stratum of each column") {
  for (const std::uint64_t num_rows : {1U, 2U, 3U, 100U, 257U}) {
    const Design design = make_design(DesignKind::LatinHypercube, 5, num_rows, 7);
    for (std::size_t column = 0; column < design.num_columns; ++column) {
      std::set<std::uint64_t> strata;
      for (std::uint64_t k = 0; k < num_rows; ++k) {
        strata.insert(static_cast<std::uint64_t>(static_cast<double>(num_rows) * drawn(design, k)[column]));
      }
      CHECK(strata.size() == num_rows);
    }
  }
}

TEST_CASE("a keyed permutation hits every place once, and another column is ordered otherwise") {
  std::set<std::uint64_t> places;
  std::size_t alike = 0;
  for (std::uint64_t k = 0; k < 1000; ++k) {
    places.insert(permuted(k, {1000, 3, 0}));
    alike += permuted(k, {1000, 3, 0}) == permuted(k, {1000, 3, 1}) ? 1U : 0U;
  }
  CHECK(places.size() == 1000);
  CHECK(*places.rbegin() == 999);
  CHECK(alike < 10);
}

TEST_CASE("row k is the same whatever was drawn before it") {
  for (const DesignKind kind : {DesignKind::Sobol, DesignKind::LatinHypercube, DesignKind::Saltelli}) {
    const Design one = make_design(kind, 99, 500, 6);
    const Design other = make_design(kind, 99, 500, 6);
    std::vector<std::vector<double>> forwards;
    for (std::uint64_t k = 0; k < 500; ++k) forwards.push_back(drawn(one, k));
    for (std::uint64_t k = 500; k-- > 0;) CHECK(drawn(other, k) == forwards[k]);
    CHECK(drawn(make_design(kind, 100, 500, 6), 17) != forwards[17]);
  }
}

TEST_CASE("all shares lie strictly between 0 and 1") {
  for (const DesignKind kind : {DesignKind::Sobol, DesignKind::LatinHypercube, DesignKind::Saltelli}) {
    const Design design = make_design(kind, 1, 4096, 3);
    for (std::uint64_t k = 0; k < 4096; ++k) {
      if (!effort::takes(k, 8)) continue;
      for (const double share : drawn(design, k)) CHECK((share > 0 && share < 1));
    }
  }
}

TEST_CASE("a Sobol design leaves a tenth of the discrepancy of rows that only stratify each column") {
  const double sobol = l2_discrepancy(make_design(DesignKind::Sobol, 3, 256, 3));
  const double latin = l2_discrepancy(make_design(DesignKind::LatinHypercube, 3, 256, 3));
  CHECK(sobol < 0.1 * latin);
}

TEST_CASE("a Saltelli block holds A, A with one column after the other from B, and B") {
  const Design design = make_design(DesignKind::Saltelli, 11, 50, 3);
  const std::vector<double> a = drawn(design, 20);
  const std::vector<double> b = drawn(design, 24);
  for (std::size_t changed = 0; changed < 3; ++changed) {
    const std::vector<double> mixed = drawn(design, 21 + changed);
    for (std::size_t column = 0; column < 3; ++column) CHECK(mixed[column] == (column == changed ? b : a)[column]);
  }
}
