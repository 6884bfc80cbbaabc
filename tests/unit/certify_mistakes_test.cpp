#include "demarche/certify/mistakes.h"
#include "efg_help.h"
#include "strategies.h"

#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

// A may hold, or move for 1 more; a war that a third move brings costs a million.
constexpr const char* beside_war = R"(EFG 2 R "beside a war" { "A" "B" }
p "" 1 1 "A" { "hold" "move" "war" } 0
t "" 1 "" { 1, 0 }
t "" 2 "" { 2, 0 }
t "" 3 "" { -1000000, -1000000 }
)";

// Matching pennies for 1, and a war for a million.
constexpr const char* pennies_beside_war = R"(EFG 2 R "pennies beside a war" { "A" "B" }
p "" 1 1 "A" { "heads" "tails" "war" } 0
p "" 2 1 "B" { "heads" "tails" } 0
t "" 1 "" { 1, 0 }
t "" 2 "" { 0, 1 }
p "" 2 1 "B" { "heads" "tails" } 0
t "" 3 "" { 0, 1 }
t "" 4 "" { 1, 0 }
p "" 2 1 "B" { "heads" "tails" } 0
t "" 5 "" { -1000000, -1000000 }
t "" 6 "" { -1000000, -1000000 }
)";

// One who errs decides whether A does better by the one or by the other.
constexpr const char* beside_an_error = R"(EFG 2 R "beside an error" { "A" "B" }
p "" 1 1 "A" { "one" "other" } 0
t "" 1 "" { 2, 0 }
p "" 2 1 "B" { "right" "wrong" } 0
t "" 2 "" { 2, 1 }
t "" 3 "" { 1, 0 }
)";

std::optional<Mistake> mistake_in(const char* text, const Strategy& strategy) {
  const EfgFile file = read_good(text);
  const Certificate certificate = certify(file.game, file.stakes, strategy);
  CHECK(certificate.max_gain <= 1e-6 * certificate.payoff_range);
  return worst_mistake(file.game, file.stakes, strategy, certificate, {1e-3, 1e-7});
}

}  // namespace

TEST_CASE("a wrong move that is nothing beside a catastrophe is a mistake all the same") {
  const auto found = mistake_in(beside_war, with_probabilities({0.3, 0.7, 1e-30}));
  REQUIRE(found);
  CHECK(found->infoset == InfosetId{0});
  CHECK(found->share == doctest::Approx(0.3));
  CHECK_FALSE(mistake_in(beside_war, with_probabilities({1e-4, 1 - 1e-4, 1e-30})));
}

TEST_CASE("a mix to which the other's mix makes indifferent is no mistake, and one that is off is") {
  CHECK_FALSE(mistake_in(pennies_beside_war, with_probabilities({0.5, 0.5, 1e-30, 0.5, 0.5})));
  CHECK_FALSE(mistake_in(pennies_beside_war, with_probabilities({0.5, 0.5, 1e-30, 0.5001, 0.4999})));
  const auto found = mistake_in(pennies_beside_war, with_probabilities({0.5, 0.5, 1e-30, 0.7, 0.3}));
  REQUIRE(found);
  CHECK(found->infoset == InfosetId{0});
}

TEST_CASE("what rests on mistakes alone that die out is no mistake") {
  const EfgFile file = read_good(beside_an_error);
  const Strategy strategy = with_probabilities({0.5, 0.5, 1 - 1e-9, 1e-9});
  const Certificate certificate = certify(file.game, file.stakes, strategy);
  CHECK(certificate.gains[InfosetId{0}] > 0);
  CHECK_FALSE(worst_mistake(file.game, file.stakes, strategy, certificate, {1e-3, 1e-7}));
}
