#include <doctest/doctest.h>

#if DEMARCHE_WITH_CLP

#include "demarche/game/efg.h"
#include "demarche/solve/aqre.h"

#include "bidding_game.h"
#include "effort.h"
#include "efg_help.h"
#include "linear_program.h"
#include "regret_help.h"

using namespace demarche;
using namespace demarche::test;

namespace {

double value_of(const RandomGame& made, const Strategy& strategy) {
  return certify(made.game, made.stakes, strategy).values[ActorId{std::size_t{0}}];
}

void check_value(const RandomGame& made) {
  const double value = value_by_linear_program(made.game, made.stakes);
  const RegretResult result = solve_regret(made.game, made.stakes, {});
  CHECK(result.reason == StopReason::ReachedTolerance);
  CHECK(std::fabs(value_of(made, result.strategy) - value) <= 2 * result.gap + 1e-9);
}

}  // namespace

TEST_CASE("the value is that of the linear program over sequences on 500 random zero-sum games") {
  for (std::uint64_t seed = 1; seed <= effort::part_of(500, 10); ++seed) {
    CAPTURE(seed);
    check_value(random_zero_sum_game({.seed = seed, .share_of_zero_odds = 0.2}));
  }
}

TEST_CASE("the value is that of the linear program in a game of bids") {
  EfgFile file = read_good(bidding_text({4, 5}));
  check_value({std::move(file.game), std::move(file.stakes)});
}

TEST_CASE("the logit path's limit has the value of the linear program") {
  std::size_t num_reached = 0;
  const std::size_t num_games = effort::part_of(60, 6);
  for (std::uint64_t seed = 1; seed <= num_games; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_zero_sum_game({.seed = seed, .max_depth = 5, .max_nodes = 120});
    const Solution solution = solve_aqre(made.game, made.stakes, {});
    if (solution.reason != StopReason::ReachedTolerance) continue;
    ++num_reached;
    CHECK(std::fabs(value_of(made, solution.strategy) - value_by_linear_program(made.game, made.stakes)) < 1e-4);
  }
  CHECK(6 * num_reached >= 5 * num_games);
}

#else

TEST_CASE("the value is that of the linear program over sequences" * doctest::skip()) {}

#endif
