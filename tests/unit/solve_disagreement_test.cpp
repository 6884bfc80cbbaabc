#include "demarche/certify/certify.h"
#include "demarche/solve/aqre.h"
#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/equations/log_odds.h"
#include "demarche/solve/find_equilibria.h"
#include "demarche/solve/flat/flat_game.h"
#include "demarche/solve/flat/pull_back.h"
#include "demarche/solve/parts/part_game.h"
#include "demarche/solve/sensitivity.h"

#include "derivative.h"
#include "disagreement_help.h"
#include "parts_help.h"
#include "strategies.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

AqreOptions precise_to(double precision) {
  AqreOptions options;
  options.precision = precision;
  options.residual_tolerance = 1e-14;
  return options;
}

// The largest gap in log p(a) - log p(b) = precision x (Q(a) - Q(b)), moves valued by the certificate.
double logit_error(const Game& game, const Certificate& certificate, const Solution& solution) {
  double worst = 0;
  for (const Infoset& infoset : game.infosets) {
    for (std::size_t k = 1; k < infoset.num_actions; ++k) {
      const ActionId one{infoset.first_action.value + k};
      const ActionId other = infoset.first_action;
      const double logs = solution.strategy.log_probability[one] - solution.strategy.log_probability[other];
      const double values = certificate.action_values[one] - certificate.action_values[other];
      worst = std::max(worst, std::fabs(logs - solution.precision * values));
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("actors who disagree choose by logit of what each expects by its own odds") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_nodes = 200, .share_of_zero_odds = 0.2});
    const Stakes stakes = with_disagreement(made.game, made.stakes, seed);
    const Solution solution = solve_aqre(made.game, stakes, precise_to(3));
    REQUIRE(solution.reason == StopReason::ReachedPrecision);
    CHECK(logit_error(made.game, certify(made.game, stakes, solution.strategy), solution) < 1e-9);
  }
}

TEST_CASE("actors who all think the same play as if chance were so, whatever the odds of the stakes") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_nodes = 200});
    const Table<OddsId, double> thought = other_odds(made.game, made.stakes, seed);
    Stakes stakes = made.stakes;
    stakes.thoughts = Table<ActorId, Table<OddsId, double>>(made.game.num_actors, thought);
    const Stakes as_thought{made.stakes.payoffs, thought, {}};
    const Solution one = solve_aqre(made.game, stakes, precise_to(2));
    const Solution other = solve_aqre(made.game, as_thought, precise_to(2));
    CHECK(largest_difference(one.strategy, other.strategy) < 1e-12);
  }
}

TEST_CASE("what is settled for actors who disagree, each by its own odds, may be left out") {
  std::size_t num_condensed = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_depth = 7, .max_nodes = 300});
    const Stakes stakes = with_disagreement(made.game, made.stakes, seed);
    const auto shape = aqre_shape(made.game, stakes);
    if (!shape->condensation) continue;
    ++num_condensed;
    const Solution whole = solve_aqre(made.game, *aqre_shape(made.game), stakes, precise_to(2));
    const Solution condensed = solve_aqre(made.game, *shape, stakes, precise_to(2));
    CHECK(largest_difference(whole.strategy, condensed.strategy) < 1e-10);
  }
  CHECK(num_condensed > 10);
}

TEST_CASE("parts of a game of actors who disagree are in equilibrium where the whole is, condensed or not") {
  std::size_t num_parts = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_depth = 7, .max_nodes = 400});
    const Stakes stakes = with_disagreement(made.game, made.stakes, seed);
    for (const auto& shape : {aqre_shape(made.game), aqre_shape(made.game, stakes)}) {
      const LogitStakes scaled = *logit_stakes(made.game, *shape, stakes);
      const Solution solution = solve_aqre(made.game, *shape, stakes, precise_to(2));
      LogitPoint whole = uniform_point(shape->logit, scaled);
      take_strategy(shape->logit, solution.strategy, whole);
      whole.precision = 2 * scaled.range;
      evaluate(shape->logit, scaled, whole);
      num_parts += check_parts(shape->logit, scaled, whole, 1e-9);
    }
  }
  CHECK(num_parts > 30);
}

TEST_CASE("in the limit nobody who disagrees gains by its own odds") {
  std::size_t num_settled = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_nodes = 120});
    const Stakes stakes = with_disagreement(made.game, made.stakes, seed);
    const Solution solution = solve_aqre(made.game, stakes, {});
    if (solution.reason != StopReason::ReachedTolerance) continue;
    const Certificate certificate = certify(made.game, stakes, solution.strategy);
    CHECK(certificate.max_gain <= 1e-6 * certificate.payoff_range);
    ++num_settled;
  }
  CHECK(num_settled >= 15);
}

TEST_CASE("equations of actors who disagree have the derivatives that their sweeps say") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_nodes = 200});
    const LogitShape shape = logit_shape(made.game);
    if (shape.num_unknowns == 0) continue;
    const LogitStakes stakes = logit_stakes(made.game, shape, with_disagreement(made.game, made.stakes, seed));
    LogitPoint point = uniform_point(shape, stakes);
    const Strategy strategy = random_strategy(made.game, seed);
    std::copy(strategy.log_probability.begin(), strategy.log_probability.end(), point.logs.begin());
    point.precision = 3;
    evaluate(shape, stakes, point);
    Draws dice{seed};
    std::vector<double> along(shape.num_unknowns), weights(shape.num_unknowns);
    for (double& x : along) x = dice.uniform() - 0.5;
    for (double& x : weights) x = dice.uniform() - 0.5;
    std::vector<double> forward, backward;
    apply_jacobian(shape, stakes, point, along, forward);
    apply_transposed(shape, point, weights, backward);
    double one = 0, other = 0;
    for (std::size_t k = 0; k < along.size(); ++k) {
      one += weights[k] * forward[k];
      other += backward[k] * along[k];
    }
    CHECK(one == doctest::Approx(other).epsilon(1e-10));
  }
}

TEST_CASE("what an actor expects moves with what actors think as its derivative says") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_nodes = 80});
    if (made.game.num_odds == 0) continue;
    const Stakes stakes = with_disagreement(made.game, made.stakes, seed);
    const Solution solution = solve_aqre(made.game, stakes, precise_to(2));
    const auto at = linearise(made.game, aqre_shape(made.game), stakes, solution);
    REQUIRE(at.has_value());
    // log p of the first move of the game's last set
    const ActionId watched = made.game.infosets[InfosetId{made.game.infosets.size() - 1}].first_action;
    Objective objective{Table<ActionId, double>(made.game.num_actions, 0.0), {}};
    objective.by_log_probability[watched] = 1;
    objective.direct.payoffs.assign(stakes.payoffs.size(), 0.0);
    objective.direct.odds.resize(made.game.num_odds, 0.0);
    const auto gradient = gradient_of(*at, objective);
    REQUIRE(gradient.has_value());
    const auto moved = [&](auto change) {
      Stakes there = stakes;
      change(there);
      return solve_aqre(made.game, there, precise_to(2)).strategy.log_probability[watched];
    };
    const ActorId actor{seed % made.game.num_actors};
    const OddsId move{seed % made.game.num_odds};
    const double by_thought = derivative_of(
        [&](double x) { return moved([&](Stakes& there) { there.thoughts[actor][move] += x; }); }, 0, 1e-4);
    CHECK(gradient->thoughts[actor][move] == doctest::Approx(by_thought).epsilon(1e-5));
    const double by_odds =
        derivative_of([&](double x) { return moved([&](Stakes& there) { there.odds[move] *= 1 + x; }); }, 0, 1e-4);
    CHECK(by_odds == doctest::Approx(0).epsilon(1e-7));
    CHECK(gradient->odds[move] == 0);
    const std::size_t row = seed % stakes.payoffs.size();
    const double by_payoff =
        derivative_of([&](double x) { return moved([&](Stakes& there) { there.payoffs[row] += x; }); }, 0, 1e-4);
    CHECK(gradient->payoffs[row] == doctest::Approx(by_payoff).epsilon(1e-5));
  }
}

TEST_CASE("all Nash equilibria of two who disagree are enumerated, none with a gain by its own odds") {
  std::size_t num_enumerated = 0;
  SearchOptions options;
  options.num_starts = 3;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .num_actors = 2, .max_depth = 4, .max_nodes = 40});
    const Stakes stakes = with_disagreement(made.game, made.stakes, seed);
    const FoundEquilibria found = find_equilibria(made.game, stakes, options);
    if (!found.nash) continue;
    ++num_enumerated;
    CHECK(found.nash->num_sets > 0);
    if (found.rows.front().solution.reason == StopReason::ReachedTolerance) CHECK(found.nash->first_is_nash);
    for (const Strategy& strategy : found.nash->without) {
      for (const double gap : certify(made.game, stakes, strategy).nash_gaps) CHECK(gap < 1e-9);
    }
    for (const FoundEquilibrium& row : found.rows) {
      if (row.solution.reason != StopReason::ReachedTolerance) continue;
      const Certificate certificate = certify(made.game, stakes, row.solution.strategy);
      CHECK(certificate.max_gain <= 1e-6 * certificate.payoff_range);
    }
  }
  CHECK(num_enumerated > 15);
}
