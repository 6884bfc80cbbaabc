#include "demarche/study/raids.h"
#include "demarche/view/raid_cost.h"
#include "study_help.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace {

using namespace demarche;

// As reported: of about 120 ballistic missiles 9 hit in April 2024 (US official to ABC News, 15 April), of about 180
// about 30 in October (satellite pictures, Wall Street Journal, 5 October).
std::string april_rate_in_october(double spread) {
  return fmt::format(
      "crisis \"April's rate in October\"\nactor Defender\nparameter uneven = {}\nscale hits: fewer < many\n"
      "stage \"The raid\":\n    raid hits:\n        salvo 180 ballistic\n"
      "        layer \"all of it\": ballistic 1 - 9/120 spread uneven\n        impact fewer up to 29, many above\n"
      "payoff Defender:\n    0\n",
      spread);
}

std::vector<RaidStudy> raids_in(const std::string& text) {
  const Model model = test::model_of(text);
  auto raids = study_raids(model, best_guesses(model), {});
  REQUIRE(raids.has_value());
  return std::move(*raids);
}

double chance_of_many(double spread) {
  return raids_in(april_rate_in_october(spread)).front().cases.front().coalitions.front().levels.back();
}

// P(at least `from` of 180 get through), target by target with one probability, by the definition.
double independent_tail(int from) {
  double mass = 0;
  for (int k = from; k <= 180; ++k) {
    const double ways = std::lgamma(181) - std::lgamma(k + 1) - std::lgamma(181 - k);
    mass += std::exp(ways + k * std::log(9.0 / 120) + (180 - k) * std::log(111.0 / 120));
  }
  return mass;
}

std::string example(const std::string& name) {
  std::ifstream file(std::string(DEMARCHE_SOURCE_DIR) + "/examples/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const Coalition& coalition_without(const RaidCase& one, const std::vector<std::string>& withdrawn) {
  for (const Coalition& coalition : one.coalitions) {
    if (coalition.withdrawn == withdrawn) return coalition;
  }
  FAIL("no such coalition");
  return one.coalitions.front();
}

}  // namespace

TEST_CASE("October 2024 refutes a defence of independent engagements at April's rate, and none with a spread of 5%") {
  const double independent = chance_of_many(0);
  CHECK(independent == doctest::Approx(independent_tail(30)).epsilon(1e-9));
  CHECK(independent == doctest::Approx(3e-5).epsilon(0.1));
  for (const double spread : {0.05, 0.1, 0.2, 0.4}) {
    CAPTURE(spread);
    CHECK(chance_of_many(spread) > 0.05);
  }
  CHECK(chance_of_many(0.1) == doctest::Approx(0.14).epsilon(0.05));
}

TEST_CASE("April's shield matters: without it heavy damage is more than three times as likely, and the move says so") {
  const std::vector<RaidStudy> raids = raids_in(example("april2024.crisis"));
  REQUIRE(raids.size() == 1);
  CHECK(raids.front().cases.size() == 2);  // where Iran holds, nothing is launched
  const RaidCase& announced = raids.front().cases.front();
  CHECK(announced.where == "Iran.raid is telegraphed and US.shield is given");
  REQUIRE(announced.coalitions.size() == 4);
  const Coalition& all = coalition_without(announced, {});
  const Coalition& alone = coalition_without(announced, {"US"});
  CHECK(alone.levels.back() > 3 * all.levels.back());
  REQUIRE(announced.aliases.size() == 1);
  CHECK(announced.aliases.front().where == "Iran.raid is telegraphed and US.shield is withheld");
  CHECK(announced.aliases.front().withdrawn == std::vector<std::string>{"US"});
}

TEST_CASE("October's example expects the impacts that were reported: 25 to 30") {
  const std::vector<RaidStudy> raids = raids_in(example("october2024.crisis"));
  const RaidOutcome& outcome = raids.front().cases.front().coalitions.front().outcome;
  CHECK(mean_of(outcome.leakers) > 25);
  CHECK(mean_of(outcome.leakers) < 30);
}

TEST_CASE("an owner's shots are held against what its withdrawal alone lets through") {
  const std::vector<RaidStudy> raids = raids_in(
      "crisis \"Two layers\"\nactor A\nactor B\nscale hits: few < many\nstage \"The raid\":\n    raid hits:\n"
      "        salvo 16 drones, 4 cruise\n        layer \"first\" by A: drones 50%\n"
      "        layer \"second\" by B: drones 50% shots 2\n        impact few up to 5, many above\n"
      "payoff A:\n    0\npayoff B:\n    0\n");
  const RaidCase& one = raids.front().cases.front();
  const std::vector<OwnerShare> shares = owner_shares(one);
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].owner == "A");
  CHECK(shares[0].shots == doctest::Approx(16));
  CHECK(shares[0].kept_out == doctest::Approx(2));  // of the 8 it stops, B would have let through a quarter
  CHECK(*shares[0].shots_for_each == doctest::Approx(8));
  CHECK(shares[1].shots == doctest::Approx(16));  // two at each of 8
  CHECK(shares[1].kept_out == doctest::Approx(6));
  CHECK(shares[1].kept_out_by_class[1] == doctest::Approx(0));
  const std::vector<std::optional<double>> ratios = shots_for_each_stopped(one, one.coalitions.front());
  REQUIRE(ratios.size() == 3);
  CHECK(*ratios[0] == doctest::Approx(32.0 / 14));
  CHECK_FALSE(ratios[1].has_value());  // nobody stops cruise missiles
  CHECK(*ratios[2] == doctest::Approx(32.0 / 14));
}
