#include "demarche/certify/certify.h"
#include "demarche/game/efg.h"
#include "demarche/solve/aqre.h"

#include "../unit/brute_force.h"
#include "../unit/efg_help.h"
#include "../unit/from_text.h"
#include "../unit/random_model.h"

#include <doctest/doctest.h>

using namespace demarche;
using namespace demarche::test;

namespace {

struct Unfolded {
  Compiled compiled;
  Stakes stakes;
};

Unfolded unfold(const std::string& text) {
  const Model model = model_from(text);
  Compiled compiled = compiled_from(model);
  auto stakes = demarche::bind(model, compiled, best_guesses(model));
  REQUIRE(stakes.has_value());
  return {std::move(compiled), std::move(*stakes)};
}

void check_values_agree(const Game& game, const Stakes& stakes, const EfgFile& file, const AqreOptions& options) {
  const Solution ours = solve_aqre(game, stakes, options);
  const Solution read_back = solve_aqre(file.game, file.stakes, options);
  const Certificate certificate = certify(game, stakes, ours.strategy);
  const Certificate other = certify(file.game, file.stakes, read_back.strategy);
  const double range = std::max(certificate.payoff_range, 1e-300);
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    CHECK(std::fabs(certificate.values[ActorId{actor}] - other.values[ActorId{actor}]) < 1e-9 * range);
  }
  CHECK(std::fabs(certificate.max_gain - other.max_gain) < 1e-9 * range);
}

void check_brute_force(const Game& game, const Stakes& stakes, const Strategy& strategy) {
  const Certificate certificate = certify(game, stakes, strategy);
  const Replay play = make_play(game, stakes, strategy);
  const double range = std::max(certificate.payoff_range, 1.0);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const auto gain = static_cast<double>(gain_by_beliefs(play, InfosetId{row}));
    CHECK(std::fabs(certificate.gains[InfosetId{row}] - gain) < 1e-12 * range);
  }
}

constexpr std::size_t few_nodes = 600;  // brute force walks all histories for every move

}  // namespace

TEST_CASE("a model, written as .efg and read back, has the same equilibrium values") {
  AqreOptions options;
  options.precision = 2;
  std::size_t num_checked = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Unfolded unfolded = unfold(random_model_text(seed));
    const Game& game = unfolded.compiled.game;
    if (game.nodes.size() > 20 * few_nodes) continue;
    for (double& payoff : unfolded.stakes.payoffs) payoff /= 3;  // no short decimals
    const EfgFile file = read_good(write_efg(game, unfolded.stakes));
    CHECK(file.game.nodes.size() == game.nodes.size());
    CHECK(file.game.infosets.size() == game.infosets.size());
    check_values_agree(game, unfolded.stakes, file, options);
    ++num_checked;
  }
  CHECK(num_checked >= 40);
}

TEST_CASE("the certificate of a solved model agrees with brute force over all one-shot deviations") {
  std::size_t num_checked = 0;
  AqreOptions options;
  options.precision = 1;
  for (std::uint64_t seed = 100; seed <= 200; ++seed) {
    CAPTURE(seed);
    const Unfolded unfolded = unfold(random_model_text(seed));
    if (unfolded.compiled.game.nodes.size() > few_nodes) continue;
    const Solution solution = solve_aqre(unfolded.compiled.game, unfolded.stakes, options);
    check_brute_force(unfolded.compiled.game, unfolded.stakes, solution.strategy);
    ++num_checked;
  }
  CHECK(num_checked >= 30);
}
