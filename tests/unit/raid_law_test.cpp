#include "demarche/raid/binomial.h"
#include "demarche/raid/outcome.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

namespace {

using demarche::Defence;

// Each class with one probability of getting through, behind one layer without limits.
struct Flow {
  int num_launched = 0;
  double survival = 0;
};

Defence defence_of(const std::vector<Flow>& flows) {
  Defence defence;
  defence.layers.emplace_back();
  for (const Flow& flow : flows) {
    defence.threats.push_back({flow.num_launched});
    defence.layers.back().by_class.push_back({.stops = 1 - flow.survival});
  }
  return defence;
}

std::vector<double> leaker_law(const std::vector<Flow>& flows) {
  return demarche::raid_outcome(defence_of(flows), 1).leakers;
}

// Every weapon one by one: each of 2^N ways of getting through or not.
std::vector<double> law_by_enumeration(const std::vector<Flow>& flows) {
  std::vector<double> survivals;
  for (const Flow& flow : flows) {
    survivals.insert(survivals.end(), static_cast<std::size_t>(flow.num_launched), flow.survival);
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
std::vector<long double> law_by_single_weapons(const std::vector<Flow>& flows) {
  std::vector<long double> law{1};
  for (const Flow& flow : flows) {
    for (int i = 0; i < flow.num_launched; ++i) {
      law.push_back(0);
      for (std::size_t k = law.size(); k-- > 1;) {
        law[k] = law[k] * (1 - static_cast<long double>(flow.survival)) + law[k - 1] * flow.survival;
      }
      law[0] *= 1 - static_cast<long double>(flow.survival);
    }
  }
  return law;
}

double total(const std::vector<double>& law) { return std::accumulate(law.begin(), law.end(), 0.0); }

// 170 drones, 30 cruise missiles and 120 ballistic missiles against two layers.
const std::vector<Flow> april_law{{170, 0.2 * 0.02}, {30, 0.2 * 0.02}, {120, 0.95 * 0.05}};

}  // namespace

TEST_CASE("the law of a small raid is that of its weapons one by one") {
  for (const auto& flows : {std::vector<Flow>{{3, 0.2}, {4, 0.7}, {2, 0.5}}, {{12, 0.01}}, {{0, 0.4}, {5, 0.9}}, {}}) {
    const std::vector<double> law = leaker_law(flows);
    const std::vector<double> expected = law_by_enumeration(flows);
    REQUIRE(law.size() == expected.size());
    for (std::size_t k = 0; k < law.size(); ++k) CHECK(law[k] == doctest::Approx(expected[k]).epsilon(1e-12));
  }
}

TEST_CASE("a raid of April's size has the mean and variance of independent weapons, and every probability to 1e-11") {
  const std::vector<double> law = leaker_law(april_law);
  REQUIRE(law.size() == 321);
  double expected_mean = 0;
  double expected_variance = 0;
  for (const Flow& flow : april_law) {
    expected_mean += flow.num_launched * flow.survival;
    expected_variance += flow.num_launched * flow.survival * (1 - flow.survival);
  }
  CHECK(expected_mean == doctest::Approx(6.5));
  CHECK(demarche::mean_of(law) == doctest::Approx(expected_mean).epsilon(1e-12));
  CHECK(demarche::deviation_of(law) == doctest::Approx(std::sqrt(expected_variance)).epsilon(1e-11));
  const std::vector<long double> exact = law_by_single_weapons(april_law);
  for (std::size_t k = 0; k < law.size(); ++k) {
    const auto expected = static_cast<double>(exact[k]);
    if (expected > 1e-290) CHECK(std::abs(law[k] / expected - 1) < 1e-11);
  }
}

TEST_CASE("the law sums to one for any survival and for very many weapons") {
  for (double survival : {0.0, 1e-300, 1e-12, 0.3, 0.999, 1 - 1e-15, 1.0}) {
    for (int num_launched : {0, 1, 1000, 100'000}) {
      const std::vector<double> law = leaker_law({{num_launched, survival}});
      CHECK(std::abs(total(law) - 1) < 1e-12);
      CHECK(demarche::mean_of(law) == doctest::Approx(num_launched * survival).epsilon(1e-10));
    }
  }
  CHECK(std::abs(total(leaker_law({{50'000, 0.5}, {30'000, 0.1}, {20'000, 1e-4}})) - 1) < 1e-12);
}

TEST_CASE("weapons that nothing stops all get through, and none get through a perfect defence") {
  CHECK(leaker_law({{3, 1.0}, {4, 0.0}}) == std::vector<double>{0, 0, 0, 1, 0, 0, 0, 0});
}

TEST_CASE("a beta-binomial has the mean of its share and rho times what a common fate would add to the variance") {
  for (double mean : {0.02, 0.5, 0.97}) {
    for (double rho : {1e-8, 0.06, 0.5, 0.99}) {
      for (std::size_t num_trials : {std::size_t{1}, std::size_t{37}, std::size_t{2000}}) {
        const double weight = 1 / rho - 1;
        const demarche::Law law = demarche::beta_binomial(num_trials, {mean * weight, (1 - mean) * weight});
        const std::vector<double> masses = demarche::from_zero(law, num_trials);
        const auto n = static_cast<double>(num_trials);
        const double variance = n * mean * (1 - mean) * (1 + (n - 1) * rho);
        CHECK(demarche::mean_of(masses) == doctest::Approx(n * mean).epsilon(1e-9));
        CHECK(demarche::deviation_of(masses) == doctest::Approx(std::sqrt(variance)).epsilon(1e-7));
      }
    }
  }
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
