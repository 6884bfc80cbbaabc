#include "demarche/raid/raid.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

namespace {

using demarche::WeaponFlow;

// Every weapon one by one: each of 2^N ways of getting through or not.
std::vector<double> law_by_enumeration(const std::vector<WeaponFlow>& weapons) {
  std::vector<double> survivals;
  for (const WeaponFlow& weapon : weapons) {
    survivals.insert(survivals.end(), static_cast<std::size_t>(weapon.num_launched), weapon.survival);
  }
  std::vector<double> law(survivals.size() + 1, 0.0);
  for (std::size_t way = 0; way < std::size_t{1} << survivals.size(); ++way) {
    double probability = 1;
    std::size_t leakers = 0;
    for (std::size_t i = 0; i < survivals.size(); ++i) {
      const bool leaks = (way >> i & 1) != 0;
      probability *= leaks ? survivals[i] : 1 - survivals[i];
      leakers += leaks ? 1 : 0;
    }
    law[leakers] += probability;
  }
  return law;
}

// One weapon after the other on long doubles: no binomials, no convolution.
std::vector<long double> law_by_single_weapons(const std::vector<WeaponFlow>& weapons) {
  std::vector<long double> law{1};
  for (const WeaponFlow& weapon : weapons) {
    for (int i = 0; i < weapon.num_launched; ++i) {
      law.push_back(0);
      for (std::size_t k = law.size(); k-- > 1;) {
        law[k] = law[k] * (1 - static_cast<long double>(weapon.survival)) + law[k - 1] * weapon.survival;
      }
      law[0] *= 1 - static_cast<long double>(weapon.survival);
    }
  }
  return law;
}

double total(const std::vector<double>& law) { return std::accumulate(law.begin(), law.end(), 0.0); }

double mean(const std::vector<double>& law) {
  double mean = 0;
  for (std::size_t k = 0; k < law.size(); ++k) mean += static_cast<double>(k) * law[k];
  return mean;
}

double variance(const std::vector<double>& law) {
  const double centre = mean(law);
  double variance = 0;
  for (std::size_t k = 0; k < law.size(); ++k) {
    variance += (static_cast<double>(k) - centre) * (static_cast<double>(k) - centre) * law[k];
  }
  return variance;
}

// 170 drones, 30 cruise missiles and 120 ballistic missiles against two layers.
const std::vector<WeaponFlow> april{{170, 0.2 * 0.02}, {30, 0.2 * 0.02}, {120, 0.95 * 0.05}};

}  // namespace

TEST_CASE("the law of a small raid is that of its weapons one by one") {
  for (const auto& weapons :
       {std::vector<WeaponFlow>{{3, 0.2}, {4, 0.7}, {2, 0.5}}, {{12, 0.01}}, {{0, 0.4}, {5, 0.9}}, {}}) {
    const std::vector<double> law = demarche::leaker_law(weapons);
    const std::vector<double> expected = law_by_enumeration(weapons);
    REQUIRE(law.size() == expected.size());
    for (std::size_t k = 0; k < law.size(); ++k) CHECK(law[k] == doctest::Approx(expected[k]).epsilon(1e-12));
  }
}

TEST_CASE("a raid of April's size has the mean and variance of independent weapons, and every probability to 1e-11") {
  const std::vector<double> law = demarche::leaker_law(april);
  REQUIRE(law.size() == 321);
  double expected_mean = 0;
  double expected_variance = 0;
  for (const WeaponFlow& weapon : april) {
    expected_mean += weapon.num_launched * weapon.survival;
    expected_variance += weapon.num_launched * weapon.survival * (1 - weapon.survival);
  }
  CHECK(expected_mean == doctest::Approx(6.5));
  CHECK(mean(law) == doctest::Approx(expected_mean).epsilon(1e-12));
  CHECK(variance(law) == doctest::Approx(expected_variance).epsilon(1e-11));
  const std::vector<long double> exact = law_by_single_weapons(april);
  for (std::size_t k = 0; k < law.size(); ++k) {
    const auto expected = static_cast<double>(exact[k]);
    if (expected > 1e-290) CHECK(std::abs(law[k] / expected - 1) < 1e-11);
  }
}

TEST_CASE("the law sums to one for any survival and for very many weapons") {
  for (double survival : {0.0, 1e-300, 1e-12, 0.3, 0.999, 1 - 1e-15, 1.0}) {
    for (int num_launched : {0, 1, 1000, 100'000}) {
      const std::vector<WeaponFlow> weapons{{num_launched, survival}};
      const std::vector<double> law = demarche::leaker_law(weapons);
      CHECK(std::abs(total(law) - 1) < 1e-12);
      CHECK(mean(law) == doctest::Approx(num_launched * survival).epsilon(1e-10));
    }
  }
  const std::vector<WeaponFlow> mixed{{50'000, 0.5}, {30'000, 0.1}, {20'000, 1e-4}};
  CHECK(std::abs(total(demarche::leaker_law(mixed)) - 1) < 1e-12);
}

TEST_CASE("weapons that nothing stops all get through, and none get through a perfect defence") {
  const std::vector<WeaponFlow> weapons{{3, 1.0}, {4, 0.0}};
  const std::vector<double> law = demarche::leaker_law(weapons);
  CHECK(law == std::vector<double>{0, 0, 0, 1, 0, 0, 0, 0});
}

TEST_CASE("a vote passes with the tail of the binomial") {
  CHECK(demarche::binomial_tail(6, 5, 0.95) == doctest::Approx(6 * std::pow(0.95, 5) * 0.05 + std::pow(0.95, 6)));
  CHECK(demarche::binomial_tail(6, 0, 0.1) == 1);
  CHECK(demarche::binomial_tail(6, 7, 0.9) == 0);
  CHECK(demarche::binomial_tail(6, 6, 1.0) == 1);
  CHECK(demarche::binomial_tail(6, 1, 0.0) == 0);
  CHECK(demarche::binomial_tail(0, 1, 0.5) == 0);
  for (int needed = 0; needed <= 9; ++needed) {
    const double passes = demarche::binomial_tail(8, needed, 0.37);
    const double fails = demarche::binomial_tail(8, 9 - needed, 0.63);
    CHECK(passes + fails == doctest::Approx(1).epsilon(1e-14));
  }
}
