#include "demarche/compile/payoff_tables.h"
#include "demarche/study/known_ends.h"
#include "random_model.h"

#include "study_help.h"

using namespace demarche;
using namespace demarche::test;

namespace {

// A number that is read from a position's equilibrium.
double read_from(const Position& position, const Question& question) {
  const Outlook outlook = look_ahead(position, position.solution->strategy, std::nullopt);
  return expectation_of(outlook, *endings_met(outlook, question.given ? &*question.given : nullptr),
                        question.quantities.front())
      .value;
}

const std::string two_moves_in_turn = R"(crisis "Two moves"
actor A
actor B
parameter cost = 2, 1 to 4
stage "First":
    A chooses move: go, stay
stage "Second":
    B chooses reply: yes, no
payoff A:
    2 - cost if A.move is go
payoff B:
    cost if B.reply is yes and A.move is go
ask P(B.reply is yes)
ask P(B.reply is yes) given A.move is go
ask P(B.reply is yes and cost > 3)
ask E(B)
)";

}  // namespace

TEST_CASE("what is kept of a game's ends changes no number, whatever was read before") {
  Solved solved = at_random(two_moves_in_turn);
  KnownEnds ends;
  Position kept = position_of(solved);
  kept.ends = &ends;
  for (const double cost : {2.0, 3.5, 1.0}) {
    solved.parameters[ParameterId{0}] = cost;
    solved.stakes = *demarche::bind(solved.model, solved.compiled, solved.parameters);
    for (const double go : {0.1, 0.6}) {
      solved.solution.strategy.log_probability[ActionId{0}] = std::log(go);
      solved.solution.strategy.log_probability[ActionId{1}] = std::log(1 - go);
      for (const Question& question : solved.model.questions)
        CHECK(read_from(kept, question) == read_from(position_of(solved), question));
      for (const Question& question : solved.model.questions)
        CHECK(read_from(kept, question) == read_from(position_of(solved), question));
    }
  }
  CHECK(ends.events.size() == 2);  // the third question's event turns on the cost
}

TEST_CASE("payoffs bound over tables made at other numbers are the same bits") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(random_model_text(seed));
    const auto compiled = compile(model, {});
    if (!compiled) continue;
    PayoffTables tables;
    Parameters parameters = best_guesses(model);
    for (const double share : {0.0, 0.4, 1.0}) {
      for (std::size_t row = 0; row < model.parameters.size(); ++row) {
        const auto at = [&](const std::optional<Formula>& end) { return evaluate(*end, point_of(model, {}), {}); };
        const Parameter& parameter = model.parameters[ParameterId{row}];
        if (!parameter.low || !parameter.high) continue;
        parameters[ParameterId{row}] = at(parameter.low) + share * (at(parameter.high) - at(parameter.low));
      }
      const auto kept = demarche::bind(model, *compiled, parameters, tables);
      const auto fresh = demarche::bind(model, *compiled, parameters);
      REQUIRE(kept.has_value() == fresh.has_value());
      if (!kept) continue;
      CHECK(kept->payoffs == fresh->payoffs);
      CHECK(kept->odds == fresh->odds);
    }
  }
}
