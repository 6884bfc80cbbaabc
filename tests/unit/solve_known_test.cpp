#include "demarche/certify/certify.h"
#include "demarche/solve/aqre.h"
#include "efg_help.h"
#include "strategies.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;
using nlohmann::json;

namespace {

const std::string folder = DEMARCHE_SOURCE_DIR "/tests/known/";

json known_games() { return json::parse(file_text(folder + "expected.json")); }

EfgFile known_game(const std::string& name) { return read_good(file_text(folder + name + ".efg")); }

// The largest difference of a choice probability to a published strategy, "Actor|label" -> move -> probability.
double distance(const Game& game, const Strategy& strategy, const json& published) {
  double largest = 0;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const json& moves = published.at(game.names.actors[infoset.actor.value] + "|" + game.names.infosets[row]);
    for (std::size_t a = infoset.first_action.value; a < infoset.first_action.value + infoset.num_actions; ++a) {
      const double difference = probability(strategy, ActionId{a}) - moves.at(game.names.actions[a]).get<double>();
      largest = std::max(largest, std::fabs(difference));
    }
  }
  return largest;
}

Stakes scaled(Stakes stakes, double factor) {
  for (double& payoff : stakes.payoffs) payoff *= factor;
  return stakes;
}

// Kuhn 1950 (Contributions to the Theory of Games I): three cards, one chip in, one to bet.
std::string kuhn_text() {
  const std::string names = "JQK";
  std::string text = "EFG 2 R \"Kuhn\" { \"A\" \"B\" }\n\"\"\nc \"\" 1 \"\" { ";
  for (const char* deal : {"JQ", "JK", "QJ", "QK", "KJ", "KQ"}) text += fmt::format("\"{}\" 1/6 ", deal);
  text += "} 0\n";
  int outcome = 0;
  const auto end = [&](int value) { text += fmt::format("t \"\" {} \"\" {{ {}, {} }}\n", ++outcome, value, -value); };
  const auto move = [&](int actor, int set, char card, const char* after, const char* moves) {
    text += fmt::format("p \"\" {} {} \"{}{}\" {{ {} }} 0\n", actor, set, card, after, moves);
  };
  for (std::size_t a = 0; a < 3; ++a) {
    for (std::size_t b = 0; b < 3; ++b) {
      if (a == b) continue;
      const int sign = a > b ? 1 : -1;
      const int mine = static_cast<int>(a);
      const int yours = static_cast<int>(b);
      move(1, 1 + mine, names[a], "", "\"check\" \"bet\"");
      move(2, 1 + yours, names[b], " checked", "\"check\" \"bet\"");
      end(sign);
      move(1, 4 + mine, names[a], " raised", "\"fold\" \"call\"");
      end(-1);
      end(2 * sign);
      move(2, 4 + yours, names[b], " bet", "\"fold\" \"call\"");
      end(1);
      end(2 * sign);
    }
  }
  return text;
}

}  // namespace

TEST_CASE("logit equilibria agree with published ones at the precisions published") {
  const json games = known_games();
  for (const auto& [name, known] : games.items()) {
    const EfgFile file = known_game(name);
    for (const auto& [precision, expected] : known.at("aqre").items()) {
      CAPTURE(name);
      CAPTURE(precision);
      AqreOptions options;
      options.precision = std::stod(precision);
      const Solution solution = solve_aqre(file.game, file.stakes, options);
      CHECK(solution.reason == StopReason::ReachedPrecision);
      CHECK(solution.precision == *options.precision);
      CHECK(solution.residual < 1e-10);
      CHECK(distance(file.game, solution.strategy, expected.at("strategy")) < 1e-9);
    }
  }
}

TEST_CASE("the limit of the path is the first published equilibrium, on the path of play and off it") {
  const json games = known_games();
  for (const auto& [name, known] : games.items()) {
    CAPTURE(name);
    const EfgFile file = known_game(name);
    const Solution solution = solve_aqre(file.game, file.stakes, {});
    CHECK(solution.reason == StopReason::ReachedTolerance);
    CHECK(distance(file.game, solution.strategy, known.at("equilibria").at(0).at("strategy")) < 1e-6);
    const Certificate certificate = certify(file.game, file.stakes, solution.strategy);
    CHECK(certificate.max_gain < 1e-6 * certificate.payoff_range);
    CHECK(std::fabs(solution.path.back().max_gain - certificate.max_gain) < 1e-8 * certificate.payoff_range);
  }
}

TEST_CASE("the first actor of Kuhn poker loses 1/18 in the limit") {
  const EfgFile file = read_good(kuhn_text());
  REQUIRE(file.game.nodes.size() == 55);
  const Solution solution = solve_aqre(file.game, file.stakes, {});
  const Certificate certificate = certify(file.game, file.stakes, solution.strategy);
  CHECK(solution.reason == StopReason::ReachedTolerance);
  CHECK(std::fabs(certificate.values[ActorId{0}] + 1.0 / 18) < 1e-6);
  CHECK(certificate.max_gain < 1e-6 * certificate.payoff_range);
}

TEST_CASE("payoffs in cents or in billions give the same strategies") {
  for (const char* name : {"schultz_no_opposition", "audience_cost_10x10", "restrain_ally_q0.2"}) {
    const EfgFile file = known_game(name);
    for (const double factor : {1e9, 1e-6}) {
      CAPTURE(name);
      CAPTURE(factor);
      const Stakes other = scaled(file.stakes, factor);
      AqreOptions options;
      options.precision = 5;
      const Solution solution = solve_aqre(file.game, file.stakes, options);
      options.precision = 5 / factor;
      CHECK(largest_difference(solution.strategy, solve_aqre(file.game, other, options).strategy) < 1e-10);
      const Solution limit = solve_aqre(file.game, file.stakes, {});
      CHECK(largest_difference(limit.strategy, solve_aqre(file.game, other, {}).strategy) < 1e-6);
    }
  }
}
