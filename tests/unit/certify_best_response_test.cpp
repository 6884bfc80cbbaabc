#include "demarche/certify/certify.h"
#include "demarche/certify/off_path.h"

#include "brute_force.h"
#include "efg_help.h"
#include "random_game.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace demarche;
using namespace demarche::test;

namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

std::vector<InfosetId> sets_of(const Game& game, ActorId actor) {
  std::vector<InfosetId> sets;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    if (game.infosets[InfosetId{row}].actor == actor) sets.push_back(InfosetId{row});
  }
  return sets;
}

double num_pure_strategies(const Game& game, ActorId actor) {
  double product = 1;
  for (const InfosetId set : sets_of(game, actor)) product *= game.infosets[set].num_actions;
  return product;
}

// The best of all pure strategies, one after another.
long double best_of_all(Replay play, ActorId actor) {
  const std::vector<InfosetId> sets = sets_of(play.game, actor);
  std::vector<std::uint32_t> choice(sets.size(), 0);
  long double best = -std::numeric_limits<long double>::infinity();
  while (true) {
    for (std::size_t k = 0; k < sets.size(); ++k) {
      const Infoset& infoset = play.game.infosets[sets[k]];
      for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
        play.probabilities[infoset.first_action.value + a] = a == choice[k] ? 1 : 0;
      }
    }
    best = std::max(best, expected(play, NodeId{0}, actor));
    std::size_t k = 0;
    while (k < sets.size() && ++choice[k] == play.game.infosets[sets[k]].num_actions) choice[k++] = 0;
    if (k == sets.size()) return best;
  }
}

Strategy random_pure(const Game& game, Draws& dice) {
  Strategy strategy{Table<ActionId, double>(game.num_actions, never)};
  for (const Infoset& infoset : game.infosets) {
    strategy.log_probability[ActionId{infoset.first_action.value + dice.below(infoset.num_actions)}] = 0;
  }
  return strategy;
}

// The strategy with every zero move made with probability 1e-30, 1e-60 or 1e-90.
Strategy trembling(const Strategy& pure, Draws& dice) {
  Strategy strategy = pure;
  for (double& log : strategy.log_probability) {
    if (log == never) log = -69.0 * (1 + dice.below(3));
  }
  return strategy;
}

// After `out` nobody moves; the other two moves lead to the one set at which B chooses without knowing which it was.
constexpr const char* two_ways = R"(EFG 2 R "two ways" { "A" "B" }
p "" 1 1 "first" { "out" "left" "right" } 0
t "" 1 "" { 2, 0 }
p "" 2 1 "second" { "up" "down" } 0
t "" 2 "" { 0, 1 }
t "" 3 "" { 0, 0 }
p "" 2 1 "second" { "up" "down" } 0
t "" 3
t "" 2
)";

}  // namespace

TEST_CASE("the Nash gap is that of the best of all pure strategies") {
  std::size_t num_compared = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_depth = 5, .max_nodes = 60, .share_of_zero_odds = 0.3});
    const Strategy strategy = random_strategy(made.game, seed, 3);
    const Certificate certificate = certify(made.game, made.stakes, strategy);
    const Replay play = make_play(made.game, made.stakes, strategy);
    for (std::size_t row = 0; row < made.game.num_actors; ++row) {
      if (num_pure_strategies(made.game, ActorId{row}) > 2000) continue;
      const long double gap = best_of_all(play, ActorId{row}) - expected(play, NodeId{0}, ActorId{row});
      CHECK(std::fabs(certificate.nash_gaps[ActorId{row}] - static_cast<double>(gap)) < 1e-12);
      ++num_compared;
    }
  }
  CHECK(num_compared > 100);
}

TEST_CASE("where two mistakes may have led to a set, its beliefs are said to be open") {
  const EfgFile file = read_good(two_ways);
  Strategy strategy{Table<ActionId, double>(file.game.num_actions, never)};
  strategy.log_probability[ActionId{std::size_t{0}}] = 0;  // out
  strategy.log_probability[ActionId{std::size_t{3}}] = 0;  // up
  const auto open = unsettled_beliefs(file.game, file.stakes, strategy);
  REQUIRE(open.size() == 1);
  CHECK(open[0].num_ways == 2);
  CHECK(open[0].exact);
  CHECK(open[0].max_gain == doctest::Approx(1));  // believing in `right`, `down` pays 1 and `up` nothing
  CHECK(certify(file.game, file.stakes, strategy).gains[open[0].infoset] == doctest::Approx(0));
}

TEST_CASE("a strategy without zeros leaves no belief open") {
  const RandomGame made = random_game({.seed = 7});
  CHECK(unsettled_beliefs(made.game, made.stakes, random_strategy(made.game, 7)).empty());
}

TEST_CASE("no mistakes, however rare against each other, gain more than the most that consistent beliefs allow") {
  std::size_t num_open = 0;
  std::size_t num_attained = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_nodes = 150});
    Draws dice{seed};
    const Strategy pure = random_pure(made.game, dice);
    const auto open = unsettled_beliefs(made.game, made.stakes, pure);
    std::vector<double> largest(open.size(), 0);
    for (int draw = 0; draw < 100; ++draw) {
      const Certificate certificate = certify(made.game, made.stakes, trembling(pure, dice));
      for (std::size_t k = 0; k < open.size(); ++k) {
        CHECK(certificate.gains[open[k].infoset] <= open[k].max_gain + 1e-12);
        largest[k] = std::max(largest[k], certificate.gains[open[k].infoset]);
      }
    }
    num_open += open.size();
    for (std::size_t k = 0; k < open.size(); ++k) num_attained += largest[k] > open[k].max_gain - 1e-9 ? 1 : 0;
  }
  CHECK(num_open > 50);
  CHECK(num_attained * 10 > num_open * 9);  // the bound is attained, not only kept
}
