#include "demarche/point/equilibria.h"
#include "demarche/point/judge.h"
#include "efg_help.h"
#include "listed_equilibria.h"
#include "random_game.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

using namespace demarche;
using namespace demarche::test;

namespace {

// The branch from precision 0 turns back where nothing exceeds the tolerance, a hundredth: far from any equilibrium.
constexpr const char* turns_back_early = R"(EFG 2 R "turns back early" { "A" "B" }
p "" 1 1 "A" { "0" "1" "2" } 0
p "" 2 1 "B" { "0" "1" "2" } 0
t "" 1 "" { 4.139, 3.503 }
t "" 2 "" { 1.885, 0.154 }
t "" 3 "" { 4.727, 0.19 }
p "" 2 1 "B" { "0" "1" "2" } 0
t "" 4 "" { 3.635, 3.772 }
t "" 5 "" { 1.26, 0.528 }
t "" 6 "" { 4.713, 4.54 }
p "" 2 1 "B" { "0" "1" "2" } 0
t "" 7 "" { 1.009, 0.466 }
t "" 8 "" { 3.191, 1.753 }
t "" 9 "" { -10000, -10000 }
)";

// Rounding ends the path at a mix that both face who are never to be there, before others have settled.
constexpr const char* ends_early = R"(EFG 2 R "ends early" { "A" "B" }
c "" 1 "" { "0" 0.5 "1" 0.5 } 0
p "" 1 1 "A0" { "0" "1" } 0
p "" 2 1 "B0" { "0" "1" } 0
t "" 1 "" { -1000000.0, -1000000.0 }
t "" 2 "" { 4.391, 0.019 }
p "" 2 2 "B1" { "0" "1" } 0
t "" 3 "" { 4.135, 1.763 }
t "" 4 "" { 0.203, 1.491 }
p "" 1 2 "A1" { "0" "1" } 0
p "" 2 1 "B0" { "0" "1" } 0
t "" 5 "" { 0.131, 3.99 }
t "" 6 "" { -1000000.0, -1000000.0 }
p "" 2 2 "B1" { "0" "1" } 0
t "" 7 "" { 0.423, 4.172 }
t "" 8 "" { 0.515, 4.655 }
)";

using PayoffsOfThree = std::array<std::array<double, 3>, 8>;  // by play: A's move x 4 + B's x 2 + C's

PayoffsOfThree draw_three(Draws& dice) {
  PayoffsOfThree payoffs;
  for (auto& row : payoffs)
    for (double& payoff : row) payoff = 5 * dice.uniform();
  payoffs[static_cast<std::size_t>(8 * dice.uniform())] = {-1e6, -1e6, -1e6};
  return payoffs;
}

EfgFile game_of_three(const PayoffsOfThree& payoffs) {
  std::string text = "EFG 2 R \"three\" { \"A\" \"B\" \"C\" }\n";
  std::size_t play = 0;
  const auto move = [&](int actor) { text += fmt::format("p \"\" {} 1 \"\" {{ \"0\" \"1\" }} 0\n", actor); };
  move(1);
  for (int a = 0; a < 2; ++a) {
    move(2);
    for (int b = 0; b < 2; ++b) {
      move(3);
      for (int c = 0; c < 2; ++c, ++play)
        text += fmt::format("t \"\" {} \"\" {{ {:.17g}, {:.17g}, {:.17g} }}\n", play + 1, payoffs[play][0],
                            payoffs[play][1], payoffs[play][2]);
    }
  }
  return read_good(text);
}

bool nobody_gains(const PayoffsOfThree& payoffs, std::size_t play) {
  for (std::size_t actor = 0; actor < 3; ++actor)
    if (payoffs[play ^ (std::size_t{4} >> actor)][actor] > payoffs[play][actor]) return false;
  return true;
}

bool lists_play(const Equilibria& equilibria, std::size_t play) {
  std::vector<MoveOdds> moves;
  for (std::size_t actor = 0; actor < 3; ++actor) moves.push_back({2 * actor + (play >> (2 - actor) & 1U), 1});
  return count_playing(equilibria, moves) > 0;
}

}  // namespace

TEST_CASE("off the branch, too, the path goes on to where nothing is wrong at the stakes of a decision") {
  const EfgFile file = read_good(turns_back_early);
  Solution solution = solve_aqre(file.game, file.stakes, {});
  REQUIRE(solution.left_branch_at);
  judge(file.game, file.stakes, solution, 1e-6);
  CHECK(solution.reason == StopReason::ReachedTolerance);
  CHECK(probability(solution.strategy, ActionId{0}) == doctest::Approx(1).epsilon(1e-8));
  CHECK(probability(solution.strategy, ActionId{3}) == doctest::Approx(1).epsilon(1e-8));
}

TEST_CASE("a path that ends short of the stakes of a decision is said to have come short") {
  const EfgFile file = read_good(ends_early);
  Solution solution = solve_aqre(file.game, file.stakes, {});
  REQUIRE(solution.reason == StopReason::ReachedTolerance);
  const Certificate certificate = judge(file.game, file.stakes, solution, 1e-6);
  CHECK(certificate.max_gain <= 1e-6 * certificate.payoff_range);
  CHECK(solution.reason == StopReason::NoProgress);
  REQUIRE_FALSE(solution.notes.empty());
  CHECK(solution.notes.back().find("of what the choice there turns on") != std::string::npos);
}

TEST_CASE("of three who choose at once every equilibrium in which nobody mixes is listed, beside any catastrophe") {
  Draws dice(11);
  SearchOptions no_starts;
  no_starts.num_starts = 0;
  std::size_t num_pure = 0;
  for (int number = 0; number < 30; ++number) {
    CAPTURE(number);
    const PayoffsOfThree payoffs = draw_three(dice);
    const EfgFile file = game_of_three(payoffs);
    const Equilibria found = search_equilibria(file.game, file.stakes, no_starts);
    for (std::size_t play = 0; play < 8; ++play) {
      if (!nobody_gains(payoffs, play)) continue;
      ++num_pure;
      CHECK(lists_play(found, play));
    }
    CHECK((found.nash.has_value() || found.num_of_two > 0));
  }
  CHECK(num_pure > 20);
}
