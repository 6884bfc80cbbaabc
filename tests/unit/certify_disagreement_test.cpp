#include "demarche/certify/certify.h"
#include "demarche/certify/off_path.h"

#include "brute_force.h"
#include "disagreement_help.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace demarche;
using namespace demarche::test;

TEST_CASE("each actor's gains and beliefs are those of the game with its own odds for all") {
  std::size_t num_apart = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const RandomGame made = random_game({.seed = seed, .max_nodes = 150, .share_of_zero_odds = 0.2});
    const Stakes stakes = with_disagreement(made.game, made.stakes, seed);
    const Strategy strategy = random_strategy(made.game, seed);
    const Certificate certificate = certify(made.game, stakes, strategy);
    const Certificate by_model = certify(made.game, made.stakes, strategy);
    for (std::size_t row = 0; row < made.game.infosets.size(); ++row) {
      const Infoset& infoset = made.game.infosets[InfosetId{row}];
      const Stakes own = seen_by(infoset.actor, stakes);
      const Replay play = make_play(made.game, own, strategy);
      const auto gain = static_cast<double>(gain_by_beliefs(play, InfosetId{row}));
      CHECK(std::fabs(certificate.gains[InfosetId{row}] - gain) < 1e-12);
      CHECK(certificate.log_reaches[InfosetId{row}] == by_model.log_reaches[InfosetId{row}]);
      if (std::fabs(gain - by_model.gains[InfosetId{row}]) > 1e-3) ++num_apart;
    }
    for (std::size_t actor = 0; actor < made.game.num_actors; ++actor) {
      const ActorId id{actor};
      const Certificate seen = certify(made.game, seen_by(id, stakes), strategy);
      CHECK(certificate.values[id] == doctest::Approx(by_model.values[id]).epsilon(1e-12));
      CHECK(certificate.own_values[id] == doctest::Approx(seen.values[id]).epsilon(1e-12));
      CHECK(certificate.nash_gaps[id] == doctest::Approx(seen.nash_gaps[id]).epsilon(1e-9));
    }
  }
  CHECK(num_apart > 200);  // else the odds would hardly matter
}

TEST_CASE("who goes by the odds of all has no own values, and is judged as before") {
  const RandomGame made = random_game({.seed = 3});
  const Strategy strategy = random_strategy(made.game, 3);
  Stakes same = made.stakes;
  same.thoughts = Table<ActorId, Table<OddsId, double>>(made.game.num_actors, made.stakes.odds);
  const Certificate common = certify(made.game, made.stakes, strategy);
  const Certificate alike = certify(made.game, same, strategy);
  CHECK(common.own_values.empty());
  CHECK(common.gains == alike.gains);
  CHECK(common.beliefs == alike.beliefs);
  CHECK(alike.own_values == common.values);
}
