#include "brute_force.h"
#include "demarche/certify/certify.h"
#include "random_game.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace demarche;
using namespace demarche::test;

TEST_CASE("the certificate agrees with replaying every one-shot deviation through all histories") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const auto num_actors = static_cast<std::uint32_t>(1 + seed % 4);
    const RandomGame made = random_game({.seed = seed, .num_actors = num_actors, .max_depth = 5, .max_nodes = 150});
    const Strategy strategy = random_strategy(made.game, seed);
    const Certificate certificate = certify(made.game, made.stakes, strategy);
    const Replay play = make_play(made.game, made.stakes, strategy);
    for (std::size_t row = 0; row < made.game.infosets.size(); ++row) {
      const auto gain = static_cast<double>(gain_by_replay(play, InfosetId{row}));
      CHECK(std::fabs(certificate.gains[InfosetId{row}] - gain) < 1e-12);
      CHECK(certificate.gains[InfosetId{row}] <= certificate.max_gain);
    }
    for (std::size_t actor = 0; actor < num_actors; ++actor) {
      const auto value = static_cast<double>(expected(play, NodeId{0}, ActorId{actor}));
      CHECK(std::fabs(certificate.values[ActorId{actor}] - value) < 1e-12);
    }
  }
}

TEST_CASE("where chance has odds of 0, the certificate is the limit of ever rarer trembles") {
  std::size_t num_unreached = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_nodes = 120, .share_of_zero_odds = 0.5});
    const Strategy strategy = random_strategy(made.game, seed, 3);
    const Certificate certificate = certify(made.game, made.stakes, strategy);
    const Replay play = make_play(made.game, made.stakes, strategy);
    for (std::size_t row = 0; row < made.game.infosets.size(); ++row) {
      const auto gain = static_cast<double>(gain_by_beliefs(play, InfosetId{row}));
      CHECK(std::fabs(certificate.gains[InfosetId{row}] - gain) < 1e-12);
      if (std::isinf(certificate.log_reaches[InfosetId{row}])) ++num_unreached;
    }
  }
  CHECK(num_unreached > 50);
}
