#include "demarche/certify/certify_public.h"
#include "demarche/compile/unfold_public.h"
#include "demarche/solve/condense/aqre_shape.h"

#include "../unit/brute_force.h"
#include "../unit/from_text.h"
#include "../unit/random_public_model.h"
#include "../unit/regret_help.h"
#include "../unit/strategies.h"

#if DEMARCHE_WITH_CLP
#include "../unit/linear_program.h"
#endif

#include <algorithm>
#include <cmath>

// Every solver against every other, where what they look for is the same: on 500 random games each. Builds with
// assertions take every tenth.
using namespace demarche;
using namespace demarche::test;

namespace {

#ifdef NDEBUG
constexpr std::uint64_t every = 1;
#else
constexpr std::uint64_t every = 10;
#endif

constexpr RegretMethod deterministic_methods[] = {RegretMethod::CfrPlus, RegretMethod::Discounted,
                                                  RegretMethod::Predictive, RegretMethod::PredictiveScaled};

// Where the value of a zero-sum game lies, by a certificate: nobody gets more against the other's strategy.
struct ValueBounds {
  double low = -INFINITY;
  double high = INFINITY;
};

void tighten(ValueBounds& bounds, const Certificate& certificate) {
  const double value = certificate.values[ActorId{std::size_t{0}}];
  bounds.low = std::max(bounds.low, value - certificate.nash_gaps[ActorId{std::size_t{1}}]);
  bounds.high = std::min(bounds.high, value + certificate.nash_gaps[ActorId{std::size_t{0}}]);
}

void check_gains_by_replay(const RandomGame& made, const Strategy& strategy) {
  const Certificate certificate = certify(made.game, made.stakes, strategy);
  const Replay play = make_play(made.game, made.stakes, strategy);
  for (std::size_t row = 0; row < made.game.infosets.size(); ++row) {
    const auto gain = static_cast<double>(gain_by_replay(play, InfosetId{row}));
    CHECK(std::fabs(certificate.gains[InfosetId{row}] - gain) < 1e-9);
  }
}

// What regret minimisation promises where payoffs are not opposed.
void check_coarse_correlated(const Game& game, const Stakes& stakes) {
  RegretOptions options;
  options.tolerance = 1e-3;
  options.max_iterations = 20'000;
  const RegretResult result = solve_regret(game, stakes, options);
  if (result.is_constant_sum) return;
  CHECK(result.solution_concept.find("coarse correlated") != std::string::npos);
  CHECK(result.reason == StopReason::ReachedTolerance);
  for (const double regret : result.regrets) CHECK(regret <= result.gap + 1e-12);
  CHECK(result.gap <= 1e-3 * result.payoff_range);
}

Solution solved_at(const RandomGame& made, const AqreShape& shape, double precision) {
  AqreOptions options;
  options.precision = precision;
  return solve_aqre(made.game, shape, made.stakes, options);
}

}  // namespace

TEST_CASE("in 500 zero-sum games all regret minimisers, the path's limit and the linear program agree on the value") {
  std::size_t num_limits = 0;
  for (std::uint64_t seed = 1; seed <= 500; seed += every) {
    CAPTURE(seed);
    const RandomGame made =
        random_zero_sum_game({.seed = seed, .max_depth = 6, .max_nodes = 200, .share_of_zero_odds = 0.2});
    ValueBounds bounds;
    for (const RegretMethod method : deterministic_methods) {
      const RegretResult result = solve_regret(made.game, made.stakes, {method, 1e-4, 200'000});
      CHECK(result.reason == StopReason::ReachedTolerance);
      tighten(bounds, certify(made.game, made.stakes, result.strategy));
    }
    const Solution limit = solve_aqre(made.game, made.stakes, {});
    tighten(bounds, certify(made.game, made.stakes, limit.strategy));
    num_limits += limit.reason == StopReason::ReachedTolerance ? 1 : 0;
    CHECK(bounds.low <= bounds.high + 1e-12);
#if DEMARCHE_WITH_CLP
    const double value = value_by_linear_program(made.game, made.stakes);
    CHECK(value >= bounds.low - 1e-9);
    CHECK(value <= bounds.high + 1e-9);
#endif
  }
  CHECK(num_limits * every >= 475);
}

TEST_CASE("in 500 games of three actors elimination, iteration and brute force agree; regret finds what it says") {
  for (std::uint64_t seed = 1; seed <= 500; seed += every) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = 1000 + seed, .max_depth = 6, .max_nodes = 200});
    const auto shape = aqre_shape(made.game);
    const AqreShape bare{shape->logit, {}, {}, {}};
    const Solution one = solved_at(made, *shape, 5);
    const Solution other = solved_at(made, bare, 5);
    CHECK(one.reason == StopReason::ReachedPrecision);
    CHECK(other.reason == StopReason::ReachedPrecision);
    CHECK(largest_difference(one.strategy, other.strategy) < 1e-8);
    check_gains_by_replay(made, one.strategy);
    check_coarse_correlated(made.game, made.stakes);
  }
}

TEST_CASE("in 500 crises in public the flat tree and the public tree have one equilibrium and one certificate") {
  std::size_t num_compared = 0;
  for (std::uint64_t seed = 1; seed <= 500; seed += every) {
    CAPTURE(seed);
    const Model model = model_from(random_public_model_text(1000 + seed));
    const auto open = compile_public(model, {});
    REQUIRE(open.has_value());
    const auto stakes = bind_public(model, *open, best_guesses(model));
    REQUIRE(stakes.has_value());
    if (flat_nodes(open->game) > 3000) continue;
    ++num_compared;
    const FlatGame flat = flatten(open->game, *stakes);
    AqreOptions options;
    options.precision = 2;
    const Solution one = solve_aqre(open->game, *stakes, options);
    const Solution other = solve_aqre(flat.game, flat.stakes, options);
    CHECK(one.reason == StopReason::ReachedPrecision);
    CHECK(other.reason == StopReason::ReachedPrecision);
    CHECK(largest_difference(one.strategy, other.strategy) < 1e-8);
    const Certificate in_public = certify(open->game, *stakes, one.strategy);
    const Certificate on_tree = certify(flat.game, flat.stakes, one.strategy);
    CHECK(std::fabs(in_public.max_gain - on_tree.max_gain) < 1e-11 * on_tree.payoff_range);
  }
  CHECK(num_compared * every >= 400);
}
