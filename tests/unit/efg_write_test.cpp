#include "efg_help.h"
#include "random_game.h"

#include <cmath>
#include <limits>

using namespace demarche;
using namespace demarche::test;

namespace {

// Odds are written so that they add up to 1 exactly, which takes the rounding out of the largest.
void check_round_trip(const Game& game, const Stakes& stakes) {
  const std::string text = write_efg(game, stakes);
  const EfgFile again = read_good(text);
  CHECK(dump(again.game) == dump(game));
  CHECK(again.game.names.comment == game.names.comment);
  CHECK(again.stakes.payoffs == stakes.payoffs);
  REQUIRE(again.stakes.odds.size() == stakes.odds.size());
  for (std::size_t k = 0; k < stakes.odds.size(); ++k)
    CHECK(std::fabs(again.stakes.odds[OddsId{k}] - stakes.odds[OddsId{k}]) <= 1e-15);
  CHECK(write_efg(again.game, again.stakes) == text);
}

}  // namespace

TEST_CASE("reading what was written gives the same game, payoffs to the last digit") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .share_of_zero_odds = 0.3});
    check_round_trip(made.game, made.stakes);
  }
}

TEST_CASE("published games survive being written and read") {
  for (const char* name :
       {"audience_cost_10x10", "baron_ferejohn_3", "brinkmanship_ladder4_soft0.9", "chicken_C10",
        "extended_deterrence_t0.2", "fearon1995_two_type_q0.5", "restrain_ally_q0.2", "schultz_no_opposition"}) {
    CAPTURE(name);
    const EfgFile file = read_good(file_text(std::string(DEMARCHE_SOURCE_DIR "/tests/known/") + name + ".efg"));
    check_round_trip(file.game, file.stakes);
    const EfgFile again = read_good(write_efg(file.game, file.stakes));
    CHECK(again.game.names.infoset_numbers == file.game.names.infoset_numbers);
  }
}

TEST_CASE("names with quotes, backslashes and line ends survive") {
  RandomGame made = random_game({.seed = 3, .num_actors = 2});
  made.game.names.title = "a \"title\" \\ \\\\ \\\" \\n\n\x01 end\\";
  made.game.names.comment = "\\\"";
  made.game.names.actors = {"\"", ""};
  made.game.names.actions[0] = "{ , } \\";
  made.game.names.infosets[0] = "";
  const EfgFile again = read_good(write_efg(made.game, made.stakes));
  CHECK(again.game.names.title == made.game.names.title);
  CHECK(again.game.names.comment == made.game.names.comment);
  CHECK(again.game.names.actors == made.game.names.actors);
  CHECK(again.game.names.actions == made.game.names.actions);
  CHECK(again.game.names.infosets[0] == "1");
}

TEST_CASE("the largest, smallest and least round numbers survive") {
  RandomGame made = random_game({.seed = 5, .num_actors = 2});
  const double numbers[] = {
      std::numeric_limits<double>::max(),    std::numeric_limits<double>::denorm_min(), -0.0, 0.1 + 0.2, 1e22, -1.0 / 3,
      std::numeric_limits<double>::epsilon()};
  REQUIRE(made.stakes.payoffs.size() >= std::size(numbers));
  std::ranges::copy(numbers, made.stakes.payoffs.begin());
  check_round_trip(made.game, made.stakes);
}
