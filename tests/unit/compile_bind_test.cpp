#include "from_text.h"
#include "random_model.h"

#include <cmath>

namespace {

using namespace demarche;

// The payoff as it is defined: the sum of the terms whose conditions hold in the state the story ends in.
double payoff_by_definition(const Model& model, const Point& point, StateView state, ActorId actor) {
  double sum = 0;
  for (const PayoffTerm& term : model.payoffs[actor]) {
    if (holds(term.condition, point, state)) sum += evaluate(term.number, point, state);
  }
  return sum;
}

void check_payoffs(const Model& model, const Compiled& compiled, const Stakes& stakes, const Parameters& parameters) {
  const Point point = point_of(model, parameters);
  for (std::size_t id = 0; id < compiled.game.nodes.size(); ++id) {
    const Node& node = compiled.game.nodes[NodeId{id}];
    if (node.kind != NodeKind::Terminal) continue;
    const StateView state = state_view(compiled.story, compiled.story.state_of[NodeId{id}]);
    for (std::size_t actor = 0; actor < model.actors.size(); ++actor) {
      const double expected = payoff_by_definition(model, point, state, ActorId{actor});
      REQUIRE(payoff(compiled.game, stakes, node.outcome(), ActorId{actor}) ==
              doctest::Approx(expected).epsilon(1e-12));
    }
  }
}

void check_odds(const Game& game, const Stakes& stakes) {
  for (const Node& node : game.nodes) {
    if (node.kind != NodeKind::Chance) continue;
    double sum = 0;
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const double odds = stakes.odds[OddsId{node.first_odds().value + k}];
      CHECK(odds >= 0);
      sum += odds;
    }
    REQUIRE(std::abs(sum - 1) < 1e-9);
  }
}

std::optional<ParameterId> parameter_named(const Model& model, const std::string& name) {
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    if (model.parameters[ParameterId{row}].name == name) return ParameterId{row};
  }
  return std::nullopt;
}

Parameters with(const Model& model, const std::string& name, double value) {
  Parameters parameters = best_guesses(model);
  const auto id = parameter_named(model, name);
  REQUIRE(id.has_value());
  parameters[*id] = value;
  return parameters;
}

std::string replaced(std::string text, const std::string& what, const std::string& with_what) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with_what);
}

Stakes stakes_of(const Model& model, const Compiled& compiled, const Parameters& parameters) {
  auto stakes = demarche::bind(model, compiled, parameters);
  INFO((stakes ? std::string() : stakes.error().front().message));
  REQUIRE(stakes.has_value());
  return std::move(*stakes);
}

}  // namespace

TEST_CASE("payoffs are the sums of the terms that hold, and odds add up, in examples and at random") {
  std::vector<std::string> texts{model_text("april2024_study.crisis"), model_text("fearon1994.crisis"),
                                 model_text("alliance.crisis"), model_text("kuhn.crisis")};
  for (std::uint64_t seed = 1; seed <= 100; ++seed) texts.push_back(random_model_text(seed));
  for (const std::string& text : texts) {
    const Model model = model_from(text);
    const Compiled compiled = compiled_from(model);
    const Stakes stakes = stakes_of(model, compiled, best_guesses(model));
    check_payoffs(model, compiled, stakes, best_guesses(model));
    check_odds(compiled.game, stakes);
  }
}

TEST_CASE("binding at other numbers gives what a model written with them gives") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const std::string text = random_model_text(seed);
    const Model model = model_from(text);
    const Compiled compiled = compiled_from(model);
    Parameters parameters = with(model, "odds", 0.125);
    parameters[*parameter_named(model, "worth")] = 2.75;
    const Stakes rebound = stakes_of(model, compiled, parameters);
    const Model afresh =
        model_from(replaced(replaced(text, "odds = 35%", "odds = 12.5%"), "worth = 2,", "worth = 2.75,"));
    const Stakes expected = stakes_of(afresh, compiled_from(afresh), best_guesses(afresh));
    CHECK(rebound.payoffs == expected.payoffs);
    CHECK(rebound.odds == expected.odds);
    check_payoffs(model, compiled, rebound, parameters);
  }
}

TEST_CASE("April's raid and vote have the odds of independent weapons and members") {
  const Model model = model_from(model_text("april2024_study.crisis"));
  const Compiled compiled = compiled_from(model);
  const Stakes stakes = stakes_of(model, compiled, best_guesses(model));
  std::size_t num_raids = 0;
  std::size_t num_votes = 0;
  for (const Story::OddsRow& row : compiled.story.odds_rows) {
    const BranchingStep& step = compiled.story.sites[row.site].step;
    num_raids += std::holds_alternative<Raid>(step.what) ? 1 : 0;
    if (!std::holds_alternative<Vote>(step.what)) continue;
    ++num_votes;
    const double passed = stakes.odds[row.first];
    CHECK(passed >= 0.6);
    CHECK(passed + stakes.odds[OddsId{row.first.value + 1}] == doctest::Approx(1));
  }
  CHECK(num_raids == 2);  // telegraphed and surprise
  CHECK(num_votes == 4);  // the US votes yes or no, damage or none: two cases
}

TEST_CASE("a parameter that pushes odds over 100% is reported where it is used") {
  const std::string text =
      "actor A\nparameter p = 40%\nstage \"S\":\n    A chooses m: a, b\n    chance c:\n        x p, y 60%\n"
      "payoff A:\n    + 1 if A.m is a and c is x\n";
  const Model model = model_from(text);
  const Compiled compiled = compiled_from(model);
  CHECK(demarche::bind(model, compiled, best_guesses(model)).has_value());
  const auto too_much = demarche::bind(model, compiled, with(model, "p", 0.5));
  REQUIRE_FALSE(too_much.has_value());
  CHECK(too_much.error().front().kind == Kind::E011);
  CHECK(too_much.error().front().message == "the probabilities add up to 110%, not 100%");
  const auto negative = demarche::bind(model, compiled, with(model, "p", -0.5));
  REQUIRE_FALSE(negative.has_value());
  CHECK(negative.error().front().kind == Kind::E019);
}

TEST_CASE("a payoff that divides by zero is reported with the history that meets it") {
  const std::string text =
      "actor A\nparameter p = 1\nstage \"S\":\n    A chooses m: a, b\npayoff A:\n    + 1 / p if A.m is b\n";
  const Model model = model_from(text);
  const auto stakes = demarche::bind(model, compiled_from(model), with(model, "p", 0));
  REQUIRE_FALSE(stakes.has_value());
  CHECK(stakes.error().front().kind == Kind::E019);
  CHECK(stakes.error().front().primary.text == "reached with A.m = b");
}
