#include "demarche/raid/calibrate.h"

#include "demarche/raid/binomial.h"
#include "demarche/raid/dice.h"
#include "demarche/raid/past_raids.h"

#include <doctest/doctest.h>

#include <cmath>

namespace {

using namespace demarche;

std::vector<PastRaid> drawn_raids(double rate, double rho, std::uint32_t seed) {
  std::vector<PastRaid> raids;
  for (std::uint64_t row = 0; row < 300; ++row) {
    Dice dice = dice_of(row, seed);
    const auto num_launched = 1 + static_cast<std::size_t>(next_unit(dice) * 100);
    const double weight = rho > 0 ? 1 / rho - 1 : 0;
    const double share = rho > 0 ? next_beta(dice, rate * weight, (1 - rate) * weight) : rate;
    std::size_t num_stopped = 0;
    for (std::size_t k = 0; k < num_launched; ++k) num_stopped += happens(dice, share) ? 1 : 0;
    raids.push_back({num_launched, num_stopped});
  }
  return raids;
}

}  // namespace

TEST_CASE("the likelihood is that of the beta-binomial, up to the orders in which targets can be stopped") {
  for (double rho : {0.03, 0.4}) {
    const double weight = 1 / rho - 1;
    const Law law = beta_binomial(17, {0.7 * weight, 0.3 * weight});
    for (std::size_t stopped = 0; stopped <= 17; ++stopped) {
      const auto k = static_cast<double>(stopped);
      const double orders = std::lgamma(18.0) - std::lgamma(k + 1) - std::lgamma(18 - k);
      const double expected = std::log(law.mass[stopped - law.first]) - orders;
      CHECK(log_likelihood({{17, stopped}}, 0.7, rho) == doctest::Approx(expected).epsilon(1e-10));
    }
  }
}

TEST_CASE("rate and spread are found again in raids drawn with them, within their intervals 19 times in 20") {
  for (double rho : {0.06, 0.18, 0.4}) {
    int rates_covered = 0;
    int rhos_covered = 0;
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
      const Calibration found = *calibrate(drawn_raids(0.8, rho, seed));
      CHECK(found.binomial_p_value < 1e-6);
      CHECK(std::abs(found.moment_rho - found.rho.value) < 0.15);
      rates_covered += found.rate.low <= 0.8 && 0.8 <= found.rate.high ? 1 : 0;
      rhos_covered += found.rho.low <= rho && rho <= found.rho.high ? 1 : 0;
    }
    CHECK(rates_covered >= 16);
    CHECK(rhos_covered >= 16);
  }
}

TEST_CASE(
    "where all raids have one probability the binomial is seldom refuted, and the spread's interval begins at 0") {
  int refuted = 0;
  int from_zero = 0;
  for (std::uint32_t seed = 100; seed < 120; ++seed) {
    const Calibration found = *calibrate(drawn_raids(0.8, 0, seed));
    refuted += found.binomial_p_value < 0.05 ? 1 : 0;
    from_zero += found.rho.low < 1e-6 ? 1 : 0;
  }
  CHECK(refuted <= 4);
  CHECK(from_zero >= 16);
}

TEST_CASE("the likelihood of large raids is the sum of logs, term by term") {
  const std::vector<PastRaid> raids{{300'000, 12'345}, {70, 66}, {65, 0}, {300'000, 12'345}, {100'000, 100'000}};
  for (const double rho : {0.0, 1e-12, 1e-7, 0.001, 0.2, 0.999999}) {
    for (const double rate : {1e-9, 0.03, 0.9}) {
      long double sum = 0;
      const auto add = [&](std::size_t number, double first, double sign) {
        for (std::size_t k = 0; k < number; ++k) {
          sum += static_cast<long double>(sign) * std::log(static_cast<long double>(first) +
                                                           static_cast<long double>(rho) * static_cast<long double>(k));
        }
      };
      for (const PastRaid& raid : raids) {
        add(raid.num_stopped, (1 - rho) * rate, 1);
        add(raid.num_launched - raid.num_stopped, (1 - rho) * (1 - rate), 1);
        add(raid.num_launched, 1 - rho, -1);
      }
      CHECK(log_likelihood(raids, rate, rho) == doctest::Approx(static_cast<double>(sum)).epsilon(1e-11));
    }
  }
}

TEST_CASE("raids of a million are calibrated as soon as those of a hundred") {
  int num_looks = 0;
  const Monitor count = [&](const Progress&) { return ++num_looks < 100'000; };
  const auto found = calibrate({{1'000'000, 0}, {1'000'000, 1'000'000}}, count);
  REQUIRE(found);
  CHECK(found->rate.value == doctest::Approx(0.5).epsilon(1e-3));
  CHECK(found->rho.value > 0.9);
  CHECK(num_looks < 1000);
}

TEST_CASE("a calibration that is told to stop tells nothing") {
  CHECK_FALSE(calibrate({{10, 3}, {20, 11}}, [](const Progress&) { return false; }));
}

TEST_CASE("one class whose raids were all stopped leaves its spread open") {
  const Calibration found = *calibrate({{10, 10}, {5, 5}});
  CHECK(found.rate.value > 0.999);
  CHECK(found.rho.value == 0);
  CHECK(found.rho.low == 0);
  CHECK(found.rho.high > 0.99);
}

TEST_CASE("a table of raids is read by the names of its columns") {
  const auto classes = read_past_raids(
      "day,class,stopped,launched,note\r\n1,drone,8,10,\"a, b\"\n2,cruise,1,2,\n3,drone,0,0,\n4,drone,3,3,\n");
  REQUIRE(classes);
  REQUIRE(classes->size() == 2);
  CHECK(classes->front().name == "drone");
  REQUIRE(classes->front().raids.size() == 2);
  CHECK(classes->front().raids[1].num_launched == 3);
  CHECK(read_past_raids("launched,stopped\n3,4\n").error() == "line 2: more were stopped than launched");
  CHECK(read_past_raids("launched,stopped\n3,-1\n").error().starts_with("line 2: launched and stopped"));
  CHECK(read_past_raids("launched,hit\n3,1\n").error().starts_with("line 1: the header"));
  CHECK(read_past_raids("launched,stopped\n").error() == "the table holds no raid");
}
