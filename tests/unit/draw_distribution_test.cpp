#include "demarche/base/normal.h"
#include "demarche/draw/distribution.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

using namespace demarche;

TEST_CASE("normal quantiles are those of the tables, and undo the distribution") {
  CHECK(normal_quantile(0.5) == 0);
  CHECK(std::abs(normal_quantile(0.975) - 1.959963984540054) < 1e-14);
  CHECK(std::abs(normal_quantile(1e-10) + 6.361340902404056) < 1e-13);
  for (const double z : {-6.0, -2.0, -0.3, 0.1, 1.0, 4.0}) {
    CHECK(std::abs(normal_quantile(normal_share_below(z)) - z) < 1e-9);
  }
}

TEST_CASE("half lies below the best guess, 5% below the low end and 5% above the high end") {
  const Uncertain number{3, 2, 7};
  CHECK(quantile(number, 0.05) == doctest::Approx(2).epsilon(1e-12));
  CHECK(quantile(number, 0.5) == doctest::Approx(3).epsilon(1e-12));
  CHECK(quantile(number, 0.95) == doctest::Approx(7).epsilon(1e-12));
}

TEST_CASE("quantiles rise with the share and stay within the bounds") {
  const Uncertain numbers[] = {{3, 2, 7},
                               with_natural_bounds(0.2, 0, 0.5),
                               with_natural_bounds(0.9, 0.5, 0.99),
                               with_natural_bounds(-1, -4, 0),
                               with_natural_bounds(1, 1, 2),
                               {5, 6, 8}};
  for (const Uncertain& number : numbers) {
    double before = number.at_least;
    for (int k = 0; k < 2000; ++k) {
      const double found = quantile(number, (k + 0.5) / 2000);
      CHECK(found >= before);
      CHECK(found <= number.at_most);
      before = found;
    }
  }
}

TEST_CASE("a chance stays a chance: the side that is cut off keeps its half") {
  const Uncertain chance = with_natural_bounds(0.2, 0, 0.5);
  CHECK(chance.at_least == 0);
  CHECK(chance.at_most == 1);
  CHECK(quantile(chance, 0.5) == doctest::Approx(0.2));
  CHECK(quantile(chance, 1e-12) >= 0);
  CHECK(quantile(chance, 1e-12) < 1e-6);
  // Above: 5% would lie over 0.5 but for what lies over 1, which is next to nothing.
  CHECK(quantile(chance, 0.95) == doctest::Approx(0.5).epsilon(1e-3));
}

TEST_CASE("a range that begins at the best guess has one side, 90% of it within the range") {
  const Uncertain number = with_natural_bounds(1, 1, 2);
  CHECK(quantile(number, 1e-9) == doctest::Approx(1));
  CHECK(quantile(number, 0.9) == doctest::Approx(2).epsilon(1e-12));
  const Uncertain falling = {2, 1, 2};
  CHECK(quantile(falling, 0.1) == doctest::Approx(1).epsilon(1e-12));
  CHECK(quantile(falling, 1 - 1e-12) == doctest::Approx(2));
}

TEST_CASE("a range without width is its best guess, and a best guess outside gives way to the middle") {
  CHECK(quantile({4, 4, 4}, 0.3) == 4);
  CHECK(quantile({5, 6, 8}, 0.5) == doctest::Approx(7));
  CHECK(quantile({5, 6, 8}, 0.05) == doctest::Approx(6));
}

TEST_CASE("a lognormal number has its best guess in the middle of its draws, and 90% in its range") {
  Uncertain number = with_natural_bounds(2, 0.5, 20);
  number.kind = DistributionKind::Lognormal;
  CHECK(quantile(number, 0.05) == doctest::Approx(0.5).epsilon(1e-12));
  CHECK(quantile(number, 0.5) == doctest::Approx(2).epsilon(1e-12));
  CHECK(quantile(number, 0.95) == doctest::Approx(20).epsilon(1e-12));
  // With ends at equal ratios it is lognormal as in the books: exp(log(2) + sigma z).
  number = with_natural_bounds(2, 1, 4);
  number.kind = DistributionKind::Lognormal;
  const double sigma = std::log(2) / 1.6448536269514722;
  CHECK(quantile(number, 0.8413447460685429) == doctest::Approx(2 * std::exp(sigma)).epsilon(1e-12));
  CHECK(quantile(number, 0.0227501319481792) == doctest::Approx(2 * std::exp(-2 * sigma)).epsilon(1e-12));
  Uncertain chance = with_natural_bounds(0.3, 0.05, 0.9);
  chance.kind = DistributionKind::Lognormal;
  CHECK(quantile(chance, 1 - 1e-12) <= 1);
}

TEST_CASE("a uniform number lies anywhere in its range with the same odds") {
  Uncertain number{2, 1, 5};
  number.kind = DistributionKind::Uniform;
  CHECK(quantile(number, 0.25) == doctest::Approx(2).epsilon(1e-15));
  CHECK(quantile(number, 0.95) == doctest::Approx(4.8).epsilon(1e-15));
  CHECK(quantile(number, 1e-15) >= 1);
  CHECK(quantile(number, 1 - 0x1p-53) <= 5);
}

TEST_CASE("a uniform number of things is any one of its range as often as another") {
  Uncertain dice{3, 1, 6};
  dice.kind = DistributionKind::Uniform;
  dice.whole = true;
  int times[7] = {};
  for (int k = 0; k < 6000; ++k) ++times[static_cast<int>(quantile(dice, (k + 0.5) / 6000))];
  for (int face = 1; face <= 6; ++face) CHECK(times[face] == 1000);
}

TEST_CASE("a triangular number has the quantiles of the textbook") {
  // Of the triangle from 0 to 10 with its top at 2: F(2) = 0.2, F(x) = 1 - (10 - x)^2 / 80 above.
  Uncertain number{2, 0, 10};
  number.kind = DistributionKind::Triangular;
  CHECK(quantile(number, 0.05) == doctest::Approx(1).epsilon(1e-15));
  CHECK(quantile(number, 0.2) == doctest::Approx(2).epsilon(1e-15));
  CHECK(quantile(number, 0.55) == doctest::Approx(4).epsilon(1e-15));
  CHECK(quantile(number, 0.95) == doctest::Approx(8).epsilon(1e-15));
  CHECK(quantile(number, 1 - 0x1p-53) <= 10);
  Uncertain one_sided{0, 0, 1};
  one_sided.kind = DistributionKind::Triangular;
  CHECK(quantile(one_sided, 0.75) == doctest::Approx(0.5));
  Uncertain point{3, 3, 3};
  point.kind = DistributionKind::Triangular;
  CHECK(quantile(point, 0.7) == 3);
}
