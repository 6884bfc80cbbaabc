#include "demarche/certify/certify.h"
#include "efg_help.h"

#include <nlohmann/json.hpp>

#include <cmath>

using namespace demarche;
using namespace demarche::test;
using nlohmann::json;

namespace {

const std::string known_folder = DEMARCHE_SOURCE_DIR "/tests/known/";

json expected_games() { return json::parse(file_text(known_folder + "expected.json")); }

// From "Actor|label" -> move -> probability; 0 becomes a tremble that all such moves share.
Strategy strategy_of(const Game& game, const json& probabilities) {
  Strategy strategy{Table<ActionId, double>(game.num_actions)};
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    const std::string key = game.names.actors[infoset.actor.value] + "|" + game.names.infosets[row];
    for (std::size_t action = infoset.first_action.value; action < infoset.first_action.value + infoset.num_actions;
         ++action) {
      const double p = probabilities.at(key).at(game.names.actions[action]);
      strategy.log_probability[ActionId{action}] = std::log(p == 0 ? 1e-300 : p);
    }
  }
  return strategy;
}

void check_published_payoffs(const Certificate& certificate, const json& payoffs) {
  for (std::size_t actor = 0; actor < payoffs.size(); ++actor) {
    CHECK(std::fabs(certificate.values[ActorId{actor}] - payoffs[actor].get<double>()) < 1e-9);
  }
}

// log p(a) - log p(b) = precision x (Q(a) - Q(b)) at every set.
double certified_residual(const Game& game, const Strategy& strategy, const Certificate& certificate,
                          double precision) {
  double largest = 0;
  for (const Infoset& infoset : game.infosets) {
    const ActionId base = infoset.first_action;
    for (std::size_t k = 1; k < infoset.num_actions; ++k) {
      const ActionId action{base.value + k};
      const double odds = strategy.log_probability[action] - strategy.log_probability[base];
      const double values = certificate.action_values[action] - certificate.action_values[base];
      largest = std::max(largest, std::fabs(odds - precision * values));
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("published equilibria leave nothing to gain anywhere and pay what is published") {
  const json games = expected_games();
  for (const auto& [name, known] : games.items()) {
    const EfgFile file = read_good(file_text(known_folder + name + ".efg"));
    CHECK(file.game.infosets.size() == known.at("n_infosets").get<std::size_t>());
    for (const json& equilibrium : known.at("equilibria")) {
      CAPTURE(name);
      CAPTURE(equilibrium.at("name").get<std::string>());
      const Strategy strategy = strategy_of(file.game, equilibrium.at("strategy"));
      const Certificate certificate = certify(file.game, file.stakes, strategy);
      CHECK(certificate.max_gain < 1e-9);
      check_published_payoffs(certificate, equilibrium.at("payoffs"));
    }
  }
}

TEST_CASE("known quantal response equilibria satisfy the logit equations at the certificate's action values") {
  const json games = expected_games();
  for (const auto& [name, known] : games.items()) {
    const EfgFile file = read_good(file_text(known_folder + name + ".efg"));
    for (const auto& [precision, point] : known.at("aqre").items()) {
      CAPTURE(name);
      CAPTURE(precision);
      const Strategy strategy = strategy_of(file.game, point.at("strategy"));
      const Certificate certificate = certify(file.game, file.stakes, strategy);
      CHECK(certified_residual(file.game, strategy, certificate, std::stod(precision)) < 1e-8);
      check_published_payoffs(certificate, point.at("payoffs"));
    }
  }
}
