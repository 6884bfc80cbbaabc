#include "demarche/solve/exact/extreme_equilibria.h"
#include "demarche/solve/several/exact_numbers.h"

#include "bimatrix.h"
#include "random_game.h"

#include <cmath>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

// A number of up to so many limbs, of either sign.
ExactInteger random_integer(Draws& dice, std::size_t most_limbs) {
  ExactInteger number;
  const auto count = static_cast<std::size_t>(dice.uniform() * static_cast<double>(most_limbs + 1));
  for (std::size_t k = 0; k < count; ++k) {
    const auto digits = static_cast<std::int64_t>(dice.uniform() * 4294967296.0);
    // Runs of ones and of zeros are where borrowing and guessed digits go wrong.
    const std::int64_t limb = dice.uniform() < 0.2 ? 0xFFFFFFFF : dice.uniform() < 0.2 ? 0 : digits;
    number = shifted(number, 32) + exact(limb);
  }
  return dice.uniform() < 0.5 ? -number : number;
}

ExactMatrix matrix_of(const std::vector<std::vector<std::int64_t>>& rows) {
  ExactMatrix matrix{rows.size(), rows.front().size()};
  for (const auto& row : rows)
    for (const std::int64_t entry : row) matrix.entries.push_back(exact(entry));
  return matrix;
}

ExtremeEquilibria found_of(const std::vector<std::vector<std::int64_t>>& first,
                           const std::vector<std::vector<std::int64_t>>& second) {
  const auto found = extreme_equilibria({matrix_of(first), matrix_of(second)});
  REQUIRE(found.has_value());
  return *found;
}

}  // namespace

TEST_CASE("exact whole numbers obey the laws of arithmetic at any length") {
  Draws dice{1};
  for (int k = 0; k < 20'000; ++k) {
    const ExactInteger a = random_integer(dice, 6), b = random_integer(dice, 4), c = random_integer(dice, 3);
    CHECK((a + b) * c == a * c + b * c);
    CHECK(a - b == -(b - a));
    CHECK((a + b) - b == a);
    if (b.sign == 0) continue;
    const Division division = divide(a, b);
    CHECK(division.quotient * b + division.remainder == a);
    CHECK((division.remainder.sign == 0 || division.remainder.sign == a.sign));
    const ExactInteger size = b.sign < 0 ? -b : b;
    CHECK((division.remainder.sign < 0 ? -division.remainder : division.remainder) < size);
    const ExactInteger common = common_divisor(a * c, b * c);
    if (c.sign != 0) CHECK(divide(common, c).remainder.sign == 0);
  }
}

TEST_CASE("exact whole numbers agree with built-in ones where those suffice") {
  CHECK(exact(-7) * exact(6) == exact(-42));
  CHECK(divide(exact(-7), exact(2)).quotient == exact(-3));
  CHECK(divide(exact(-7), exact(2)).remainder == exact(-1));
  CHECK(common_divisor(exact(-12), exact(18)) == exact(6));
  CHECK(exact(INT64_MIN) + exact(INT64_MAX) == exact(-1));
  CHECK(ratio(shifted(exact(3), 700), shifted(exact(-4), 700)) == Approx(-0.75));
}

TEST_CASE("payoffs that were written as decimals are taken for these, others for what doubles hold") {
  const auto decimals = on_common_unit({0.1, 0.25, -3, 1.0 / 3});  // in sixtieths
  CHECK(decimals[0] == exact(6));
  CHECK(decimals[1] == exact(15));
  CHECK(decimals[2] == exact(-180));
  CHECK(decimals[3] == exact(20));
  const double odd = 0.12345678901234567;
  const auto binary = on_common_unit({odd, 1e-12, 4096});
  CHECK(ratio(binary[0], binary[2]) == odd / 4096);
  const auto alike = on_common_unit({0.1 + 0.2, 0.3});
  CHECK(alike[0] == alike[1]);
}

TEST_CASE("a polytope has the vertices that it has, those on more faces than they need included") {
  CHECK(vertices_of(matrix_of({{1, 0}, {0, 1}}))->size() == 3);          // the unit square, less the origin
  CHECK(vertices_of(matrix_of({{1, 0}, {0, 1}, {1, 1}}))->size() == 2);  // cut to a triangle at two of its corners
  CHECK(vertices_of(matrix_of({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}))->size() == 7);
}

TEST_CASE("equilibria that stand alone are told from those of a continuum") {
  const ExtremeEquilibria stag = found_of({{4, 0}, {3, 2}}, {{4, 3}, {0, 2}});
  CHECK(stag.all.size() == 3);
  CHECK(stag.num_components == 3);
  for (const ExtremeEquilibrium& one : stag.all) CHECK(one.regular);
  // The column actor is indifferent once the row actor stays out: a segment, and the equilibrium inside.
  const ExtremeEquilibria entry = found_of({{1, 1}, {0, 3}}, {{5, 5}, {0, 3}});
  CHECK(entry.num_components == 2);
  CHECK(entry.all.size() == 3);
  const ExtremeEquilibria idle = found_of({{0, 0}, {0, 0}}, {{0, 0}, {0, 0}});
  CHECK(idle.num_components == 1);
  CHECK(idle.all.size() == 4);
}

TEST_CASE("extreme equilibria of random games are those that trying all supports finds") {
  Draws dice{5};
  for (int k = 0; k < 100; ++k) {
    Bimatrix game(4, std::vector<std::pair<double, double>>(3));
    std::vector<std::vector<std::int64_t>> first(4, std::vector<std::int64_t>(3)), second = first;
    for (std::size_t r = 0; r < 4; ++r)
      for (std::size_t c = 0; c < 3; ++c) {
        first[r][c] = static_cast<std::int64_t>(dice.uniform() * 1e6);
        second[r][c] = static_cast<std::int64_t>(dice.uniform() * 1e6);
        game[r][c] = {static_cast<double>(first[r][c]), static_cast<double>(second[r][c])};
      }
    CHECK(found_of(first, second).all.size() == enumerate_supports(game).size());
  }
}
