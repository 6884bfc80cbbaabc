#include "demarche/certify/certify.h"
#include "demarche/solve/condense/aqre_shape.h"
#include "from_text.h"
#include "random_game.h"
#include "random_model.h"
#include "strategies.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

struct CrisisGame {
  Model model;
  Compiled compiled;
  Stakes stakes;
};

CrisisGame crisis_game(const std::string& text) {
  CrisisGame made{model_from(text), {}, {}};
  made.compiled = compiled_from(made.model);
  auto stakes = demarche::bind(made.model, made.compiled, best_guesses(made.model));
  REQUIRE(stakes.has_value());
  made.stakes = std::move(*stakes);
  return made;
}

// Makes every history with a choice an information set of its own.
void open_all(Game& game) {
  game.infosets = {};
  game.members.clear();
  game.num_actions = 0;
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    Node& node = game.nodes[NodeId{n}];
    if (node.kind != NodeKind::Decision) continue;
    const ActorId actor{n % game.num_actors};
    node.owner = static_cast<std::uint32_t>(game.infosets.size());
    game.infosets.push_back(
        {actor, ActionId{game.num_actions}, node.num_children, static_cast<std::uint32_t>(game.members.size()), 1});
    game.members.push_back(NodeId{n});
    game.num_actions += node.num_children;
  }
}

AqreOptions at_precision(double precision) {
  AqreOptions options;
  options.precision = precision;
  return options;
}

// A's claim is seen by all, its type by nobody else; then B strikes or not and A, seeing that, answers or not.
std::string answered_strike(const std::string& payoff_a) {
  return "crisis \"answered\"\nactor A\nactor B\n"
         "private A.type: hard 40%, soft rest\n"
         "parameter anger = 1, 0 to 2 \"what answering is worth to the hard\"\n"
         "stage \"claim\":\n    A declares claim: loud, quiet\n"
         "stage \"strike\":\n    B chooses strike: yes, no\n"
         "stage \"answer\" if B.strike is yes:\n    A chooses answer: yes, no\n"
         "payoff A:\n    " +
         payoff_a +
         "\n    - 0.5 if A.claim is loud and A.type is soft\n"
         "payoff B:\n    + 1 if B.strike is yes\n    - 3 if A.answer is yes\n";
}

}  // namespace

TEST_CASE("condensed and whole, random crises have the same equilibria at a precision") {
  std::size_t num_condensed = 0;
  std::size_t num_compared = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    CAPTURE(seed);
    const CrisisGame made = crisis_game(random_model_text(seed));
    const Game& game = made.compiled.game;
    if (game.nodes.size() > 20'000) continue;
    const auto shape = aqre_shape(game, made.stakes);
    if (!shape->condensation) continue;
    ++num_condensed;
    const Solution condensed = solve_aqre(game, *shape, made.stakes, at_precision(2));
    const Solution whole = solve_aqre(game, *aqre_shape(game), made.stakes, at_precision(2));
    CHECK(condensed.reason == StopReason::ReachedPrecision);
    if (condensed.num_folds > 0 || whole.num_folds > 0) continue;
    ++num_compared;
    CHECK(largest_difference(condensed.strategy, whole.strategy) < 1e-8);
  }
  MESSAGE(num_condensed << " of 80 random crises have play that is settled");
  CHECK(num_condensed >= 30);
  CHECK(num_compared >= 25);
}

TEST_CASE("a game of perfect information is condensed to its first moves, and its limit is backward induction") {
  std::size_t num_condensed = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    RandomGame made = random_game({.seed = seed});
    open_all(made.game);
    const auto shape = aqre_shape(made.game, made.stakes);
    if (!shape->condensation) continue;
    ++num_condensed;
    const LogitShape& left = shape->logit;
    const bool only_first_moves =
        std::ranges::all_of(left.members, [](const auto& one) { return one.earlier == LogitShape::no_member; });
    CHECK(only_first_moves);
    const Solution solution = solve_aqre(made.game, *shape, made.stakes, {});
    const Certificate certificate = certify(made.game, made.stakes, solution.strategy);
    CHECK(certificate.max_gain <= 1e-6 * certificate.payoff_range);
    for (const double gap : certificate.nash_gaps) CHECK(gap <= 1e-4 * certificate.payoff_range);
  }
  CHECK(num_condensed >= 15);
}

TEST_CASE("a last move is settled where the mover's own types do not care, and kept where others' types matter to it") {
  const CrisisGame alike = crisis_game(answered_strike("+ anger if A.answer is yes"));
  const auto condensed = condense(alike.compiled.game, alike.stakes);
  REQUIRE(condensed.has_value());
  // Four answers and two strikes are settled; the claims of A's two types are first moves, which are kept.
  CHECK(condensed->shape.settled->rules.size() == 6);
  CHECK(condensed->shape.sets.size() == 2);
  const CrisisGame differ = crisis_game(answered_strike("+ anger if A.answer is yes and A.type is hard"));
  const auto kept = condense(differ.compiled.game, differ.stakes);
  REQUIRE(kept.has_value());
  CHECK(kept->shape.settled->rules.size() == 4);
  CHECK(kept->shape.sets.size() == 4);
}

TEST_CASE("stakes that make more of the game matter are seen, and solved for all the same") {
  CrisisGame made = crisis_game(answered_strike("+ anger if A.answer is yes and A.type is hard"));
  const Game& game = made.compiled.game;
  Parameters indifferent = best_guesses(made.model);
  indifferent[ParameterId{0}] = 0.0;
  const auto bound = demarche::bind(made.model, made.compiled, indifferent);
  REQUIRE(bound.has_value());
  const auto shape = aqre_shape(game, *bound);  // here A's types answer alike
  REQUIRE(shape->condensation.has_value());
  CHECK(logit_stakes(game, *shape, *bound).has_value());
  CHECK_FALSE(logit_stakes(game, *shape, made.stakes).has_value());
  const Solution solution = solve_aqre(game, *shape, made.stakes, at_precision(3));
  const Solution whole = solve_aqre(game, *aqre_shape(game), made.stakes, at_precision(3));
  CHECK(largest_difference(solution.strategy, whole.strategy) < 1e-9);
  const auto continued = continue_aqre(game, *shape, *bound, solve_aqre(game, *shape, *bound, at_precision(3)),
                                       made.stakes, at_precision(3));
  REQUIRE(continued.has_value());
  CHECK(largest_difference(continued->strategy, whole.strategy) < 1e-9);
}

TEST_CASE("payoffs that are nearly alike are solved for, whichever of them count as alike") {
  Draws dice{11};
  for (int round = 0; round < 50; ++round) {
    CAPTURE(round);
    CrisisGame made = crisis_game(answered_strike("+ anger if A.answer is yes"));
    const double range = payoff_range(made.compiled.game, made.stakes);
    for (double& payoff : made.stakes.payoffs) payoff += range * 1.5e-13 * (dice.uniform() - 0.5);
    const auto shape = aqre_shape(made.compiled.game, made.stakes);
    CHECK(logit_stakes(made.compiled.game, *shape, made.stakes).has_value());
    const Solution solution = solve_aqre(made.compiled.game, made.stakes, at_precision(3));
    const Solution whole =
        solve_aqre(made.compiled.game, *aqre_shape(made.compiled.game), made.stakes, at_precision(3));
    CHECK(largest_difference(solution.strategy, whole.strategy) < 1e-9);
  }
}

TEST_CASE("a condensed game's equations move with the precision as their derivative says") {
  const CrisisGame made = crisis_game(answered_strike("+ anger if A.answer is yes"));
  const auto condensed = condense(made.compiled.game, made.stakes);
  REQUIRE(condensed.has_value());
  const auto stakes = condensed_stakes(made.compiled.game, condensed->shape, condensed->condensation, made.stakes);
  REQUIRE(stakes.has_value());
  const auto residuals_at = [&](double precision) {
    LogitPoint point = uniform_point(condensed->shape, *stakes);
    for (std::size_t a = 0; a < condensed->shape.num_actions; ++a) point.logs[a] = a % 2 == 0 ? -0.1 : -0.7;
    point.precision = precision;
    evaluate(condensed->shape, *stakes, point);
    return point;
  };
  constexpr double length = 1e-5;
  const LogitPoint before = residuals_at(2 - length), after = residuals_at(2 + length);
  const std::vector<double> pull = precision_pull(condensed->shape, residuals_at(2));
  for (std::size_t u = 0; u < pull.size(); ++u)
    CHECK(-(after.residuals[u] - before.residuals[u]) / (2 * length) == doctest::Approx(pull[u]).epsilon(1e-7));
}
