#include "demarche/game/game.h"
#include "efg_help.h"
#include "random_game.h"

#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

// Two moves of one actor after the other, two sets; the histories of the second may be told apart or not.
RandomGame two_moves() {
  EfgFile file = read_good(R"(EFG 2 R "two moves" { "A" }
p "" 1 1 "first" { "l" "r" } 0
p "" 1 2 "after l" { "x" "y" } 0
t "" 1 "" { 1 }
t "" 2 "" { 2 }
p "" 1 3 "after r" { "x" "y" } 0
t "" 3 "" { 3 }
t "" 4 "" { 5 }
)");
  return {std::move(file.game), std::move(file.stakes)};
}

}  // namespace

TEST_CASE("what was seen and done makes information sets of perfect recall") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const RandomGame made = random_game({.seed = seed, .num_actors = static_cast<std::uint32_t>(1 + seed % 4)});
    CHECK(recall_failure(made.game) == "");
  }
}

TEST_CASE("an actor that forgets its own move is named with the move") {
  RandomGame made = two_moves();
  made.game.nodes[NodeId{2}].owner = 1;
  CHECK(recall_failure(made.game) ==
        "`A` does not have perfect recall: at information set `after l` it cannot tell a history in which it chose `l` "
        "at `first` from one in which it chose `r` at `first`");
}

TEST_CASE("an actor that may pass one set twice is absent-minded") {
  RandomGame made = two_moves();
  made.game.nodes[NodeId{2}].owner = 0;
  CHECK(recall_failure(made.game) ==
        "`A` does not have perfect recall: it can come to information set `first` twice in one play, and would not "
        "know that it has already moved there");
}

TEST_CASE("the payoff range is the largest spread of one actor, over what can happen") {
  RandomGame made = two_moves();
  CHECK(payoff_range(made.game, made.stakes) == 4);
  made.stakes.payoffs.push_back(1000);
  made.game.names.outcomes.emplace_back("never");
  ++made.game.num_outcomes;
  CHECK(payoff_range(made.game, made.stakes) == 4);
}

TEST_CASE("reaches multiply along histories, and uniform play is uniform") {
  const RandomGame made = two_moves();
  const Strategy strategy = uniform_strategy(made.game);
  CHECK(probability(strategy, ActionId{3}) == doctest::Approx(0.5));
  const auto reaches = log_reaches(made.game, made.stakes, strategy);
  CHECK(reaches[NodeId{0}] == 0);
  CHECK(reaches[NodeId{6}] == doctest::Approx(std::log(0.25)));
}

TEST_CASE("chance's moves of odds 0 are never reached") {
  const EfgFile file = read_good(R"(EFG 2 R "" { "A" } c "" 1 "" { "never" 0 "always" 1 } 0
    t "" 1 "" { 1 } t "" 2 "" { 2 })");
  const auto reaches = log_reaches(file.game, file.stakes, Strategy{});
  CHECK(reaches[NodeId{1}] == -INFINITY);
  CHECK(reaches[NodeId{2}] == 0);
}
