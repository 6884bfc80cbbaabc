#include "demarche/survey/find_tipping.h"
#include "study_help.h"

#include <cmath>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

// P(go) = 1 / (1 + exp(cost - 2)) passes a quarter at cost 2 + ln 3, and no other number moves it.
const std::string tipped_text = one_choice_text("precision = 1\n") + "ask P(A.move is go)\n";

TipSearch tipping_of(const Solved& central, const std::string& condition, const Monitor& monitor = {}) {
  const TipPlan plan{*bound_of(condition), central.model.questions.front()};
  auto search = find_tipping(central, plan, {}, {}, monitor);
  REQUIRE(search.has_value());
  return std::move(*search);
}

}  // namespace

TEST_CASE("the value at which a number tips a condition is the one on paper") {
  const TipSearch search = tipping_of(solved_model(tipped_text), "P(A.move is go) > 25%");
  CHECK(search.complete);
  const Tipping& tipping = search.tipping;
  CHECK(tipping.condition == "P(A.move is go) > 25%");
  CHECK(tipping.central == Approx(0.5));
  REQUIRE(tipping.parameters.size() == 2);
  const TippedParameter& cost = tipping.parameters.front();
  CHECK(cost.parameter.name == "cost");
  CHECK(cost.at_low == Approx(p_go(1)));
  CHECK(cost.at_high == Approx(p_go(4)));
  REQUIRE(cost.crossings.size() == 1);
  CHECK(cost.crossings.front().at == Approx(2 + std::log(3)).epsilon(1e-5));
  CHECK_FALSE(cost.crossings.front().upwards);
  CHECK_FALSE(cost.crossings.front().jump);
  const auto stretches = holding_stretches(tipping, cost);
  REQUIRE(stretches.size() == 1);
  CHECK(stretches.front().first == 1);
}

TEST_CASE("a number that moves nothing tips nothing, and comes last") {
  const TipSearch search = tipping_of(solved_model(tipped_text), "P(A.move is go) > 25%");
  const TippedParameter& other = search.tipping.parameters.back();
  CHECK(other.parameter.name == "other");
  CHECK(other.fixed);
  CHECK(other.crossings.empty());
  CHECK(holding_stretches(search.tipping, other).size() == 1);
  CHECK(by_weight(search.tipping).back() == &other);
}

TEST_CASE("a search that is stopped in the middle keeps the numbers it is through with") {
  const Solved central = solved_model(tipped_text);
  const Monitor until_other = [](const Progress& progress) { return progress.what != "moving other"; };
  const TipSearch search = tipping_of(central, "P(A.move is go) > 25%", until_other);
  CHECK_FALSE(search.complete);
  REQUIRE(search.tipping.parameters.size() == 1);
  CHECK(search.tipping.parameters.front().parameter.name == "cost");
  CHECK(search.tipping.parameters.front().crossings.size() == 1);
}

TEST_CASE("a search that is stopped at once has nothing") {
  const TipSearch search =
      tipping_of(solved_model(tipped_text), "P(A.move is go) > 25%", [](const Progress&) { return false; });
  CHECK_FALSE(search.complete);
  CHECK(search.tipping.parameters.empty());
}
