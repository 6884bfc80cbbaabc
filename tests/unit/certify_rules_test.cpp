#include "demarche/certify/certify.h"
#include "demarche/certify/off_path.h"
#include "efg_help.h"
#include "random_game.h"
#include "strategies.h"

#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

// Selten's horse-like entry game: the defender cannot tell a weak attack from a strong one.
constexpr const char* entry = R"(EFG 2 R "entry" { "A" "B" }
p "" 1 1 "A" { "out" "weak" "strong" } 0
t "" 1 "out" { 2, 2 }
p "" 2 1 "B" { "yield" "fight" } 0
t "" 2 "" { 1, 0 }
t "" 3 "" { 0, 1 }
p "" 2 1 "B" { "yield" "fight" } 0
t "" 4 "" { 3, 1 }
t "" 5 "" { -1, 0 }
)";

}  // namespace

TEST_CASE("a threat that no belief supports leaves a gain off the path") {
  const EfgFile file = read_good(entry);
  const Certificate threat = certify(file.game, file.stakes, with_probabilities({1, 1e-300, 1e-300, 1e-300, 1}));
  CHECK(threat.beliefs[1] == doctest::Approx(0.5));
  CHECK(threat.gains[InfosetId{0}] == doctest::Approx(0));
  CHECK(threat.gains[InfosetId{1}] == doctest::Approx(0));
  const Certificate strong = certify(file.game, file.stakes, with_probabilities({1, 1e-300, 1e-200, 1e-300, 1}));
  CHECK(strong.beliefs[2] == doctest::Approx(1));
  CHECK(strong.gains[InfosetId{1}] == doctest::Approx(1));
  CHECK(strong.worst == InfosetId{1});
  CHECK(strong.max_gain_on_path == doctest::Approx(0));
}

TEST_CASE("beliefs survive probabilities far below what a double holds") {
  const EfgFile file = read_good(entry);
  Strategy strategy = with_probabilities({1, 1, 1, 0.5, 0.5});
  strategy.log_probability[ActionId{1}] = -50'000 - std::log(3.0);
  strategy.log_probability[ActionId{2}] = -50'000;
  const Certificate certificate = certify(file.game, file.stakes, strategy);
  CHECK(certificate.beliefs[1] == doctest::Approx(0.25).epsilon(1e-12));
  CHECK(certificate.log_reaches[InfosetId{1}] == doctest::Approx(-50'000 + std::log(4.0 / 3)));
}

TEST_CASE("moves of log-probability -infinity count as equally likely trembles") {
  const EfgFile file = read_good(entry);
  const Certificate certificate = certify(file.game, file.stakes, with_probabilities({1, 0, 0, 0.5, 0.5}));
  CHECK(certificate.beliefs[1] == doctest::Approx(0.5));
  CHECK(std::isinf(certificate.log_reaches[InfosetId{1}]));
  CHECK(std::isfinite(certificate.max_gain));
}

TEST_CASE("beliefs at every set sum to 1, whatever the strategy") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const RandomGame made = random_game({.seed = seed, .share_of_zero_odds = 0.3});
    const Certificate certificate = certify(made.game, made.stakes, random_strategy(made.game, seed, 2000));
    for (const Infoset& infoset : made.game.infosets) {
      double sum = 0;
      for (std::size_t k = 0; k < infoset.num_members; ++k) sum += certificate.beliefs[infoset.first_member + k];
      CHECK(sum == doctest::Approx(1).epsilon(1e-12));
    }
    CHECK(certificate.max_gain >= 0);
    CHECK(certificate.max_gain <= certificate.payoff_range);
  }
}

TEST_CASE("what lies behind a chance move of odds 0 is believed in only where nothing else leads there") {
  // A shuts B's window; or the wind opens it, which it never does.
  const EfgFile file = read_good(
      "EFG 2 R \"\" { \"A\" \"B\" } c \"\" 1 \"wind\" { \"blows\" 0 \"rests\" 1 } 0 "
      "p \"\" 2 1 \"open\" { \"look\" \"sleep\" } 0 t \"\" 1 \"\" { 0 700 } t \"\" 2 \"\" { 0 0 } "
      "p \"\" 1 1 \"window\" { \"shut\" \"open\" } 0 t \"\" 3 \"\" { 1 0 } "
      "p \"\" 2 1 \"open\" { \"look\" \"sleep\" } 0 t \"\" 4 \"\" { 0 1 } t \"\" 5 \"\" { 0 2 }");
  const InfosetId open{file.game.infosets[InfosetId{0}].actor == ActorId{1} ? std::size_t{0} : std::size_t{1}};
  Strategy strategy = uniform_strategy(file.game);
  const InfosetId window{1 - std::size_t{open.value}};
  strategy.log_probability[file.game.infosets[window].first_action] = 0;
  strategy.log_probability[ActionId{file.game.infosets[window].first_action.value + std::size_t{1}}] = -INFINITY;
  const Certificate certificate = certify(file.game, file.stakes, strategy);
  CHECK(certificate.beliefs[file.game.infosets[open].first_member] == 0);
  CHECK(certificate.beliefs[file.game.infosets[open].first_member + 1] == 1);
  CHECK(certificate.gains[open] == doctest::Approx(0.5));
  CHECK(certificate.payoff_range == 2);
  CHECK(num_out_of_reach(certificate) == 0);
  CHECK(unsettled_beliefs(file.game, file.stakes, strategy).empty());
}

TEST_CASE("a game in which nobody moves has nothing to gain") {
  const EfgFile file = read_good("EFG 2 R \"\" { \"A\" } t \"\" 1 \"end\" { 7 }");
  const Certificate certificate = certify(file.game, file.stakes, Strategy{});
  CHECK(certificate.max_gain == 0);
  CHECK(certificate.values[ActorId{0}] == 7);
  CHECK(certificate.worst == none<InfosetTag>);
}
