#include "demarche/certify/certify.h"
#include "demarche/solve/condense/aqre_shape.h"
#include "efg_help.h"
#include "random_game.h"
#include "strategies.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

RandomGame small_game(std::uint64_t seed, double share_of_zero_odds = 0) {
  RandomGameOptions options;
  options.seed = seed;
  options.share_of_zero_odds = share_of_zero_odds;
  return random_game(options);
}

// log p(a) - log p(b) = precision x (Q(a) - Q(b)) at every set, with the certificate's values; in log-odds.
double logit_residual(const Game& game, const Solution& solution, const Certificate& certificate) {
  double largest = 0;
  for (const Infoset& infoset : game.infosets) {
    const ActionId base = infoset.first_action;
    for (std::size_t k = 1; k < infoset.num_actions; ++k) {
      const ActionId action{base.value + k};
      const double odds = solution.strategy.log_probability[action] - solution.strategy.log_probability[base];
      const double values = certificate.action_values[action] - certificate.action_values[base];
      largest = std::max(largest, std::fabs(odds - solution.precision * values));
    }
  }
  return largest;
}

// Actors take turns to stop or go on; every tenth has no choice.
std::string long_game(int num_moves) {
  std::string text = "EFG 2 R \"long\" { \"A\" \"B\" \"nobody\" }\n\"\"\n";
  for (int n = 0; n < num_moves; ++n) {
    const bool forced = n % 10 == 9;
    text += fmt::format("p \"\" {} {} \"\" {{ {}\"go\" }} 0\n", 1 + n % 2, n + 1, forced ? "" : "\"stop\" ");
    if (!forced) text += fmt::format("t \"\" {} \"\" {{ {}, {}, 0 }}\n", n + 1, (n * 7) % 11, (n * 5) % 13);
  }
  return text + fmt::format("t \"\" {} \"\" {{ 6, 6, 0 }}\n", num_moves + 1);
}

// Two actors choose at once; hare pays the same whatever the other does.
std::string stag_hunt(double stag, double hare, double alone) {
  return fmt::format(R"(EFG 2 R "stag hunt" {{ "A" "B" }}
p "" 1 1 "" {{ "stag" "hare" }} 0
p "" 2 1 "" {{ "stag" "hare" }} 0
t "" 1 "" {{ {0}, {0} }}
t "" 2 "" {{ {2}, {1} }}
p "" 2 1 "" {{ "stag" "hare" }} 0
t "" 3 "" {{ {1}, {2} }}
t "" 4 "" {{ {1}, {1} }}
)",
                     stag, hare, alone);
}

}  // namespace

TEST_CASE("at any precision the solution satisfies the logit equations by the certificate's values") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    const RandomGame made = small_game(seed, seed % 2 == 0 ? 0.3 : 0);
    AqreOptions options;
    options.precision = 10;
    const Solution solution = solve_aqre(made.game, made.stakes, options);
    REQUIRE(solution.reason == StopReason::ReachedPrecision);
    CHECK(logit_residual(made.game, solution, certify(made.game, made.stakes, solution.strategy)) < 1e-8);
  }
}

TEST_CASE("the limit leaves no gain in random games, moves that chance never makes included") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    const RandomGame made = small_game(seed, seed % 2 == 0 ? 0.3 : 0);
    const Solution solution = solve_aqre(made.game, made.stakes, {});
    const Certificate certificate = certify(made.game, made.stakes, solution.strategy);
    CHECK(solution.reason == StopReason::ReachedTolerance);
    CHECK(certificate.max_gain <= 1.5e-6 * certificate.payoff_range);
  }
}

TEST_CASE("what is chosen in the limit adds up to all, however long the last steps are") {
  for (const double worth : {0.625, 0.6250022682827008, 0.1, 3.0}) {
    CAPTURE(worth);
    const EfgFile file =
        read_good(fmt::format("EFG 2 R \"ties\" {{ \"A\" }}\np \"\" 1 1 \"\" {{ \"a\" \"b\" \"c\" }} 0\n"
                              "t \"\" 1 \"\" {{ {0} }}\nt \"\" 2 \"\" {{ 0 }}\nt \"\" 3 \"\" {{ {0} }}\n",
                              worth));
    const Solution solution = solve_aqre(file.game, file.stakes, {});
    double sum = 0;
    for (const double log : solution.strategy.log_probability) sum += std::exp(log);
    CHECK(std::abs(sum - 1) < 1e-12);
  }
}

TEST_CASE("a tolerance wider than the usual one ends the path where it is met, and says that this is no limit") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const RandomGame made = small_game(seed);
    AqreOptions rough;
    rough.tolerance = 1e-3;
    const Solution sooner = solve_aqre(made.game, made.stakes, rough);
    const Solution limit = solve_aqre(made.game, made.stakes, {});
    const Certificate certificate = certify(made.game, made.stakes, sooner.strategy);
    CHECK(sooner.reason == StopReason::ReachedTolerance);
    CHECK(certificate.max_gain <= 1.001e-3 * certificate.payoff_range);
    CHECK(sooner.precision < limit.precision);
    CHECK((sooner.unsettled <= rough.strategy_tolerance || !sooner.notes.empty()));
  }
}

TEST_CASE("two runs give the same bits") {
  const RandomGame made = small_game(7);
  const Solution one = solve_aqre(made.game, made.stakes, {});
  const Solution other = solve_aqre(made.game, made.stakes, {});
  CHECK(one.strategy.log_probability == other.strategy.log_probability);
  CHECK(one.num_steps == other.num_steps);
}

TEST_CASE("ten thousand moves in a row, some without a choice, and an actor who never moves are solved") {
  const EfgFile file = read_good(long_game(10'000));
  AqreOptions options;
  options.precision = 1;
  const Solution solution = solve_aqre(file.game, file.stakes, options);
  CHECK(solution.reason == StopReason::ReachedPrecision);
  CHECK(solution.residual < 1e-9);
}

TEST_CASE("elimination and matrix-free iteration reach the same equilibrium") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const RandomGame made = small_game(seed);
    const auto shape = aqre_shape(made.game);
    AqreShape bare{shape->logit, {}, {}, {}};
    AqreOptions options;
    options.precision = 5;
    const Solution one = solve_aqre(made.game, *shape, made.stakes, options);
    const Solution other = solve_aqre(made.game, bare, made.stakes, options);
    CHECK(largest_difference(one.strategy, other.strategy) < 1e-9);
  }
}

TEST_CASE("no step jumps to another branch: two actors who coordinate end in the less risky equilibrium") {
  // Both choose alike along the path, and the move that even odds favour stays the likelier one (Turocy 2005).
  Draws dice{1};
  for (int k = 0; k < 600; ++k) {
    const double stag = 1 + 9 * dice.uniform(), hare = 1 + 9 * dice.uniform(), alone = -9 * dice.uniform();
    const double advantage = (stag + alone) / 2 - hare;
    if (std::fabs(advantage) < 0.05 || stag < hare + 0.1) continue;
    CAPTURE(stag);
    CAPTURE(hare);
    CAPTURE(alone);
    const EfgFile file = read_good(stag_hunt(stag, hare, alone));
    const Solution solution = solve_aqre(file.game, file.stakes, {});
    CHECK(solution.reason == StopReason::ReachedTolerance);
    CHECK(probability(solution.strategy, ActionId{advantage > 0 ? 0u : 1u}) == doctest::Approx(1).epsilon(1e-4));
  }
}

TEST_CASE("a game whose payoffs are all alike is played at random") {
  const EfgFile file = read_good(
      "EFG 2 R \"flat\" { \"A\" }\n\"\"\np \"\" 1 1 \"\" { \"a\" \"b\" } 0\n"
      "t \"\" 1 \"\" { 3 }\nt \"\" 2 \"\" { 3 }\n");
  const Solution solution = solve_aqre(file.game, file.stakes, {});
  CHECK(solution.reason == StopReason::ReachedTolerance);
  CHECK(probability(solution.strategy, ActionId{0}) == doctest::Approx(0.5));
}

TEST_CASE("an equilibrium continued to other stakes is the one found afresh there") {
  int num_continued = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const RandomGame made = small_game(seed);
    const auto shape = aqre_shape(made.game);
    AqreOptions options;
    options.precision = 1;
    const Solution solution = solve_aqre(made.game, *shape, made.stakes, options);
    Stakes other = made.stakes;
    for (std::size_t k = 0; k < other.payoffs.size(); ++k) other.payoffs[k] *= k % 3 == 0 ? 1.1 : 0.95;
    const auto continued = continue_aqre(made.game, *shape, made.stakes, solution, other, options);
    if (!continued) continue;
    ++num_continued;
    CHECK(continued->precision == solution.precision);
    CHECK(continued->residual < 1e-10);
    CHECK(largest_difference(continued->strategy, solve_aqre(made.game, *shape, other, options).strategy) < 1e-8);
  }
  CHECK(num_continued > 15);
}

TEST_CASE("a monitor that says stop gets the best profile so far, and a limit on steps is said") {
  const RandomGame made = small_game(3);
  int num_calls = 0;
  const Monitor stop = [&](const Progress& progress) {
    CHECK(progress.fraction <= 1);
    return ++num_calls < 4;
  };
  const Solution stopped = solve_aqre(made.game, made.stakes, {}, stop);
  CHECK(stopped.reason == StopReason::Interrupted);
  CHECK(stopped.precision > 0);
  AqreOptions options;
  options.max_steps = 2;
  CHECK(solve_aqre(made.game, made.stakes, options).reason == StopReason::StepLimit);
}
