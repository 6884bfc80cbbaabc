#pragma once

#include "demarche/certify/certify.h"
#include "demarche/engine/read.h"
#include "demarche/study/answers.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

namespace demarche::test {

inline Model model_of(const std::string& text) {
  Reading reading = read_model(make_source("model.crisis", text));
  REQUIRE_MESSAGE(!has_errors(reading.diagnostics), render_all(reading.source, reading.diagnostics, Colour::Never));
  return std::move(reading.model);
}

// The model with everyone choosing at random; tests then set the choices they need and certify again.
inline Solved at_random(const std::string& text) {
  Solved solved{model_of(text), {}, {}, {}, {}, {}};
  solved.parameters = best_guesses(solved.model);
  auto compiled = compile(solved.model, {});
  REQUIRE(compiled.has_value());
  solved.compiled = std::move(*compiled);
  auto stakes = demarche::bind(solved.model, solved.compiled, solved.parameters);
  REQUIRE(stakes.has_value());
  solved.stakes = std::move(*stakes);
  solved.solution.strategy = uniform_strategy(solved.compiled.game);
  solved.certificate = certify(solved.compiled.game, solved.stakes, solved.solution.strategy);
  return solved;
}

// One actor weighs a cost, at a precision: P(go) = 1 / (1 + exp(precision * (cost - 2))). `numbers` are lines of their
// own.
inline std::string one_choice_text(const std::string& numbers) {
  return R"(crisis "One choice"
actor A
parameter cost = 2, 1 to 4
parameter other = 1, 0 to 1
)" + numbers +
         R"(stage "Choice":
    A chooses move: go, stay
payoff A:
    2 - cost if A.move is go
    other - other if A.move is stay
variant dear:
    cost = 5
)";
}
inline double p_go(double cost, double precision = 1) { return 1 / (1 + std::exp(precision * (cost - 2))); }

inline Solved solved_model(const std::string& text, const StudyOptions& options = {}) {
  const Model model = model_of(text);
  auto solved = solve_model(model, best_guesses(model), options.plan);
  REQUIRE(solved.has_value());
  return std::move(*solved);
}

// Sets the log-probability of a move at the information set of that label.
inline void set_log(Solved& solved, const std::string& label, const std::string& action, double log_probability) {
  const Game& game = solved.compiled.game;
  bool found = false;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    if (game.names.infosets[row] != label) continue;
    const Infoset& infoset = game.infosets[InfosetId{row}];
    for (std::size_t k = infoset.first_action.value; k < infoset.first_action.value + infoset.num_actions; ++k) {
      if (game.names.actions[k] != action) continue;
      solved.solution.strategy.log_probability[ActionId{k}] = log_probability;
      found = true;
    }
  }
  REQUIRE_MESSAGE(found, label << ": " << action);
}

// One of two moves, by the probability of the first.
inline void set_pair(Solved& solved, const std::string& label, const std::string& first, const std::string& second,
                     double probability_of_first) {
  set_log(solved, label, first, std::log(probability_of_first));
  set_log(solved, label, second, std::log1p(-probability_of_first));
}

inline VariableId variable_named(const Model& model, const std::string& name) {
  for (std::size_t row = 0; row < model.variables.size(); ++row) {
    if (model.variables[VariableId{row}].name == name) return VariableId{row};
  }
  FAIL("no variable is called " << name);
  return {};
}

}  // namespace demarche::test
