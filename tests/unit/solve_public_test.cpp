#include "demarche/certify/certify_public.h"
#include "demarche/certify/mistakes.h"
#include "demarche/game/public_game.h"
#include "demarche/solve/aqre.h"
#include "demarche/solve/equations/logit_solver.h"
#include "demarche/solve/flat/flat_game.h"
#include "demarche/solve/parts/part_game.h"
#include "demarche/solve/public/public_adjoint.h"
#include "demarche/solve/public/public_point.h"
#include "parts_help.h"
#include "public_games.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace demarche {
namespace {

using tests::agreed_and_not;
using tests::RandomPublic;

LogitPoint random_point(const LogitShape& shape, const LogitStakes& stakes, std::mt19937& random) {
  LogitPoint point = uniform_point(shape, stakes);
  std::normal_distribution<double> normal;
  for (std::size_t a = 0; a < shape.num_actions; ++a) point.logs[a] = 2 * normal(random);
  point.precision = 5;
  evaluate(shape, stakes, point);
  return point;
}

double worst_difference(const std::vector<double>& one, const std::vector<double>& other) {
  double worst = 0;
  for (std::size_t k = 0; k < one.size(); ++k) worst = std::max(worst, std::abs(one[k] - other[k]));
  return worst;
}

TEST_CASE("a public tree and its flat tree have the same action values and the same Jacobian") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    for (const RandomPublic& made : agreed_and_not(random)) {
      const FlatGame flat = flatten(made.game, made.stakes);
      REQUIRE(recall_failure(flat.game).empty());
      CHECK(static_cast<double>(flat.game.nodes.size()) == flat_nodes(made.game));

      const LogitShape open = logit_shape(made.game);
      const LogitShape shape = logit_shape(flat.game);
      LogitStakes open_stakes = logit_stakes(made.game, open, made.stakes);
      const LogitStakes stakes = logit_stakes(flat.game, shape, flat.stakes);
      LogitPoint point = random_point(open, open_stakes, random);
      LogitPoint flat_point = uniform_point(shape, stakes);
      std::copy_n(point.logs.begin(), open.num_actions, flat_point.logs.begin());
      // Payoff ranges may differ where they are only bounded: the precision that matters is per payoff unit.
      flat_point.precision = point.precision / open_stakes.range * stakes.range;
      evaluate(shape, stakes, flat_point);
      CHECK(worst_difference(point.residuals, flat_point.residuals) < 1e-10);

      std::normal_distribution<double> normal;
      std::vector<double> change(open.num_unknowns);
      for (double& x : change) x = normal(random);
      std::vector<double> product, flat_product;
      apply_jacobian(open, open_stakes, point, change, product);
      apply_jacobian(shape, stakes, flat_point, change, flat_product);
      CHECK(worst_difference(product, flat_product) < 1e-9);

      LogitSolver solver = make_solver(open);
      factorise(solver, open_stakes, point);
      substitute(solver, product);
      CHECK(worst_difference(product, change) < 1e-7);
    }
  }
}

Strategy random_strategy(const PublicGame& game, std::mt19937& random) {
  Strategy strategy;
  strategy.log_probability.resize(game.num_actions);
  std::exponential_distribution<double> weight;
  for (const PublicDecision& decision : game.decisions) {
    for (std::size_t t = 0; t < game.num_types[decision.actor]; ++t) {
      const std::size_t first = decision.first_action.value + t * decision.num_actions;
      std::vector<double> weights(decision.num_actions);
      double sum = 0;
      for (double& w : weights) sum += w = weight(random) * (random() % 4 == 0 ? 1e-9 : 1);
      for (std::size_t k = 0; k < weights.size(); ++k) {
        strategy.log_probability[ActionId{first + k}] = std::log(weights[k] / sum);
      }
    }
  }
  return strategy;
}

TEST_CASE("a public tree and its flat tree have the same certificate") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    for (const RandomPublic& made : agreed_and_not(random)) {
      const FlatGame flat = flatten(made.game, made.stakes);
      const Strategy strategy = random_strategy(made.game, random);
      const Certificate open = certify(made.game, made.stakes, strategy);
      const Certificate expected = certify(flat.game, flat.stakes, strategy);
      for (std::size_t row = 0; row < made.game.num_infosets; ++row) {
        CHECK(std::abs(open.gains[InfosetId{row}] - expected.gains[InfosetId{row}]) < 1e-13);
        CHECK(std::abs(open.log_reaches[InfosetId{row}] - expected.log_reaches[InfosetId{row}]) < 1e-11);
      }
      for (std::size_t a = 0; a < made.game.num_actions; ++a) {
        CHECK(std::abs(open.action_values[ActionId{a}] - expected.action_values[ActionId{a}]) < 1e-13);
      }
      for (std::size_t actor = 0; actor < made.game.num_actors; ++actor) {
        CHECK(std::abs(open.values[ActorId{actor}] - expected.values[ActorId{actor}]) < 1e-13);
        CHECK(std::abs(open.nash_gaps[ActorId{actor}] - expected.nash_gaps[ActorId{actor}]) < 1e-13);
      }
      REQUIRE(open.own_values.size() == made.stakes.thoughts.size());
      for (std::size_t actor = 0; actor < open.own_values.size(); ++actor)
        CHECK(std::abs(open.own_values[ActorId{actor}] - expected.own_values[ActorId{actor}]) < 1e-13);
      CHECK(open.payoff_range >= expected.payoff_range * (1 - 1e-12));
    }
  }
}

// With types they measure otherwise: in public a move of others also tells of their types.
TEST_CASE("what is a mistake in a flat tree is one in its public tree, and as large where there are no types") {
  std::size_t num_found = 0;
  std::size_t num_alike = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    std::mt19937 random(seed);
    for (const RandomPublic& made : agreed_and_not(random)) {
      const FlatGame flat = flatten(made.game, made.stakes);
      const Strategy strategy = random_strategy(made.game, random);
      const auto open = worst_mistake(made.game, made.stakes, strategy, certify(made.game, made.stakes, strategy), {});
      const auto expected =
          worst_mistake(flat.game, flat.stakes, strategy, certify(flat.game, flat.stakes, strategy), {});
      CHECK(open.has_value() == expected.has_value());
      if (!open || !expected) continue;
      ++num_found;
      CHECK(open->share <= 1);
      if (std::ranges::any_of(made.game.num_types, [](std::uint32_t num) { return num > 1; })) continue;
      ++num_alike;
      CHECK(open->infoset == expected->infoset);
      CHECK(std::abs(open->share - expected->share) < 1e-12);
    }
  }
  CHECK(num_found > 300);
  CHECK(num_alike > 6);
}

TEST_CASE("a public tree and its flat tree have the same equilibrium") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    for (const RandomPublic& made : agreed_and_not(random)) {
      const FlatGame flat = flatten(made.game, made.stakes);
      AqreOptions options;
      options.precision = 3;
      const Solution open = solve_aqre(made.game, made.stakes, options);
      const Solution solved = solve_aqre(flat.game, flat.stakes, options);
      REQUIRE(open.reason == StopReason::ReachedPrecision);
      for (std::size_t a = 0; a < made.game.num_actions; ++a) {
        CHECK(probability(open.strategy, ActionId{a}) ==
              doctest::Approx(probability(solved.strategy, ActionId{a})).epsilon(1e-8));
      }
    }
  }
}

TEST_CASE("the transposed elimination solves the transposed equations") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    for (const RandomPublic& made : agreed_and_not(random)) {
      const LogitShape shape = logit_shape(made.game);
      const LogitStakes stakes = logit_stakes(made.game, shape, made.stakes);
      const LogitPoint point = random_point(shape, stakes, random);
      PublicElimination elimination;
      eliminate(shape, stakes, point, elimination);
      std::normal_distribution<double> normal;
      std::vector<double> one(shape.num_unknowns), other(shape.num_unknowns);
      for (double& x : one) x = normal(random);
      for (double& x : other) x = normal(random);
      std::vector<double> solved = one, solved_transposed = other;
      substitute(shape, point, elimination, solved);
      substitute_transposed(shape, point, elimination, solved_transposed);
      double left = 0, right = 0, size = 0;
      for (std::size_t k = 0; k < one.size(); ++k) {
        left += solved[k] * other[k];
        right += one[k] * solved_transposed[k];
        size += std::abs(solved[k] * other[k]) + std::abs(one[k] * solved_transposed[k]);
      }
      CHECK(std::abs(left - right) <= 1e-11 * size);
    }
  }
}

TEST_CASE("what follows a public history is in equilibrium where the whole is, also for actors who disagree") {
  std::size_t num_parts = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    for (const RandomPublic& made : agreed_and_not(random)) {
      const LogitShape shape = logit_shape(made.game);
      const LogitStakes stakes = logit_stakes(made.game, shape, made.stakes);
      AqreOptions options;
      options.precision = 3;
      options.residual_tolerance = 1e-14;
      LogitPoint whole = uniform_point(shape, stakes);
      take_strategy(shape, solve_aqre(made.game, made.stakes, options).strategy, whole);
      whole.precision = 3 * stakes.range;
      evaluate(shape, stakes, whole);
      num_parts += test::check_parts(shape, stakes, whole, 1e-9);
    }
  }
  CHECK(num_parts > 60);
}

TEST_CASE("in the limit of a public tree nobody who disagrees gains by its own odds") {
  std::size_t num_settled = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    const RandomPublic made = agreed_and_not(random).back();
    const Solution solution = solve_aqre(made.game, made.stakes, {});
    if (solution.reason != StopReason::ReachedTolerance) continue;
    const FlatGame flat = flatten(made.game, made.stakes);
    const Certificate certificate = certify(flat.game, flat.stakes, solution.strategy);
    CHECK(certificate.max_gain <= 1e-6 * certificate.payoff_range);
    ++num_settled;
  }
  CHECK(num_settled >= 15);
}

}  // namespace
}  // namespace demarche
