#include "demarche/solve/sensitivity.h"
#include "demarche/certify/certify.h"

#include "../unit/derivative.h"
#include "../unit/effort.h"
#include "../unit/random_game.h"
#include "../unit/random_model.h"
#include "../unit/study_help.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

using namespace demarche;
using namespace demarche::test;

namespace {

// Derivatives agree to 1e-6 of their size; what is less than rounding makes of the differences is not compared.
void check_close(double ours, double differences, double rounding) {
  CHECK(std::fabs(ours - differences) <= 1e-6 * std::fabs(differences) + rounding);
}

AqreOptions tight(double precision) {
  AqreOptions options;
  options.precision = precision;
  options.residual_tolerance = 1e-15;
  return options;
}

struct Posed {
  RandomGame made;
  double precision = 3;
};

// An actor's expected payoff at the equilibrium, all numbers of which may be moved.
double value_at(const Posed& problem, const Stakes& stakes, double precision) {
  const Solution solution = solve_aqre(problem.made.game, stakes, tight(precision));
  return certify(problem.made.game, stakes, solution.strategy).values[ActorId{0}];
}

// The first actor's expected payoff: by log p of every move, and directly by payoffs and odds.
Objective expected_payoff(const Game& game, const Stakes& stakes, const Strategy& strategy) {
  Objective objective{Table<ActionId, double>(game.num_actions, 0.0), {}};
  objective.direct.payoffs.assign(stakes.payoffs.size(), 0.0);
  objective.direct.odds.resize(game.num_odds, 0.0);
  const Table<NodeId, double> logs = log_reaches(game, stakes, strategy);
  Table<NodeId, double> below(game.nodes.size(), 0.0);  // reach x payoff of the ends below
  for (std::size_t at = game.nodes.size(); at-- > 0;) {
    const NodeId id{at};
    const Node& node = game.nodes[id];
    if (node.kind == NodeKind::Terminal) {
      objective.direct.payoffs[std::size_t{node.outcome().value} * game.num_actors] += std::exp(logs[id]);
      below[id] = std::exp(logs[id]) * payoff(game, stakes, node.outcome(), ActorId{0});
    }
    for (std::size_t k = 0; k < node.num_children; ++k) {
      const double here = below[child(node, k)];
      below[id] += here;
      if (node.kind == NodeKind::Decision) {
        objective.by_log_probability[ActionId{game.infosets[node.infoset()].first_action.value + k}] += here;
      } else {
        const OddsId odds{node.first_odds().value + k};
        objective.direct.odds[odds] += here / stakes.odds[odds];
      }
    }
  }
  return objective;
}

Gradient gradient_at(const Posed& problem) {
  const Game& game = problem.made.game;
  const Stakes& stakes = problem.made.stakes;
  const Solution solution = solve_aqre(game, stakes, tight(problem.precision));
  const auto at = linearise(game, aqre_shape(game), stakes, solution);
  REQUIRE(at.has_value());
  const auto gradient = gradient_of(*at, expected_payoff(game, stakes, solution.strategy));
  REQUIRE(gradient.has_value());
  return *gradient;
}

void check_payoff_slopes(const Posed& problem, const Gradient& gradient, Draws& dice) {
  for (int draw = 0; draw < 4; ++draw) {
    const std::size_t row = dice.below(static_cast<std::uint32_t>(problem.made.stakes.payoffs.size()));
    const auto moved = [&](double payoff) {
      Stakes stakes = problem.made.stakes;
      stakes.payoffs[row] = payoff;
      return value_at(problem, stakes, problem.precision);
    };
    check_close(gradient.payoffs[row], derivative_of(moved, problem.made.stakes.payoffs[row], 2e-3), 1e-10);
  }
}

// Probability is moved from one of chance's moves to its neighbour.
void check_odds_slopes(const Posed& problem, const Gradient& gradient) {
  for (const Node& node : problem.made.game.nodes) {
    if (node.kind != NodeKind::Chance) continue;
    const OddsId one = node.first_odds();
    const OddsId other{one.value + std::size_t{1}};
    const auto moved = [&](double change) {
      Stakes stakes = problem.made.stakes;
      stakes.odds[one] += change;
      stakes.odds[other] -= change;
      return value_at(problem, stakes, problem.precision);
    };
    check_close(gradient.odds[one] - gradient.odds[other], derivative_of(moved, 0, 2e-3), 1e-10);
    return;
  }
}

const char* const questions = R"(
ask E(A)
ask E(damage)
ask P(tension is high)
ask E(B) given tension >= 1
)";

// All moves are seen, and types are drawn independently: it can be solved as a public tree.
const char* const open_crisis = R"(crisis "In public"
actor A
actor B
private A.resolve: 3 levels from 0.2 to 0.9
private B.will: high p_high, low rest
parameter p_high = 40%, 20% to 70% "x"
parameter p_storm = 30%, 10% to 50% "x"
parameter cost = 0.8, 0.2 to 2 "x"
parameter worth = 0.7, 0.2 to 2 "x"
parameter top = 3, 2 to 4 "x"
scale tension: calm 0 < tense 1 < high top
stage "Crisis":
    A chooses demand: quiet, ask, threaten
    tension rises to tense if A.demand is ask
    tension rises to high if A.demand is threaten
    chance weather: storm p_storm, fair rest
    B chooses reply: yield, stand
    end if B.reply is yield
    A chooses answer: back_down, strike
payoff A:
    worth                if B.reply is yield and A.demand is not quiet
    - cost / 2           if A.answer is back_down
    A.resolve - cost     if A.answer is strike
    - 0.3                if A.answer is strike and weather is storm
    0.4                  if A.answer is strike and B.will is low
payoff B:
    - worth - tension / 9  if B.reply is yield and A.demand is not quiet
    0.5 - A.resolve        if A.answer is strike and B.will is high
    - cost * A.resolve     if A.answer is strike and B.will is low
ask P(A.answer is strike)
ask E(A)
ask E(tension)
ask E(B) given weather is storm
ask P(B.reply is stand) forcing A.demand to threaten
)";

// One row an ask.
std::vector<AnswerRow> rows_at(const Model& model, const Parameters& parameters, const StudyOptions& options) {
  const auto solved = solve_model(model, parameters, options.plan);
  REQUIRE(solved.has_value());
  std::vector<Question> asks;
  for (const Question& question : model.questions) {
    if (question.kind == QuestionKind::Ask) asks.push_back(question);
  }
  const Answered answered = answer(*solved, asks, options);
  std::vector<AnswerRow> rows;
  for (const Answer& each : answered.answers) rows.insert(rows.end(), each.rows.begin(), each.rows.end());
  return rows;
}

StudyOptions study_at(std::optional<double> precision) {
  StudyOptions options;
  if (precision) options.plan.aim.precision = precision;
  options.plan.aim.residual_tolerance = 1e-15;
  return options;
}

ParameterId parameter_called(const Model& model, const std::string& name) {
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    if (model.parameters[ParameterId{row}].name == name) return ParameterId{row};
  }
  FAIL("no parameter is called " << name);
  return {};
}

// Every row's derivative by one parameter against differences of whole solutions at other parameter points.
void check_parameter(const Model& model, const std::string& name, const StudyOptions& options,
                     const std::vector<AnswerRow>& rows) {
  CAPTURE(name);
  const ParameterId id = parameter_called(model, name);
  const double at = point_of(model, best_guesses(model)).parameters[id];
  std::vector<std::pair<double, std::vector<AnswerRow>>> known;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    CAPTURE(rows[k].quantity);
    const auto moved = [&](double value) {
      for (const auto& [where, answers] : known) {
        if (where == value) return answers[k].value;
      }
      Parameters parameters = best_guesses(model);
      parameters[id] = value;
      known.emplace_back(value, rows_at(model, parameters, options));
      return known.back().second[k].value;
    };
    for (const Sensitivity& sensitivity : rows[k].sensitivities) {
      if (sensitivity.parameter != name) continue;
      const double differences = derivative_of(moved, at, 2e-3 * at);
      check_close(sensitivity.derivative, differences, 2e-10 * (1 + std::fabs(rows[k].value)));
      CHECK(sensitivity.error <= 1e-6 * std::fabs(differences) + 1e-9);
    }
  }
}

}  // namespace

TEST_CASE("derivatives by payoffs, odds and precision are those of whole solutions") {
  for (std::uint64_t seed = 1; seed <= effort::part_of(25, 5); ++seed) {
    CAPTURE(seed);
    Draws dice{seed};
    const Posed problem{random_game({.seed = seed, .max_nodes = 150}), 1.0 + dice.below(4)};
    const Gradient gradient = gradient_at(problem);
    check_payoff_slopes(problem, gradient, dice);
    check_odds_slopes(problem, gradient);
    const auto moved = [&](double precision) { return value_at(problem, problem.made.stakes, precision); };
    check_close(gradient.precision, derivative_of(moved, problem.precision, 2e-3), 1e-10);
  }
}

TEST_CASE("derivatives of answers by parameters are those of answers at other parameters") {
  std::size_t num_compared = 0;
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(RandomModel(seed).text() + questions);
    StudyOptions options = study_at(2.0);
    options.sensitivity = true;
    const std::vector<AnswerRow> rows = rows_at(model, best_guesses(model), options);
    options.sensitivity = false;
    for (const AnswerRow& row : rows) num_compared += row.sensitivities.size();
    check_parameter(model, "worth", options, rows);
    check_parameter(model, "odds", options, rows);
  }
  CHECK(num_compared > 200);
}

TEST_CASE("October 2024: derivatives by parameters of payoffs, odds, raids and the precision") {
  std::ifstream file(std::string(DEMARCHE_SOURCE_DIR) + "/examples/october2024.crisis");
  std::stringstream text;
  text << file.rdbuf();
  const Model model = model_of(text.str() + "\nask P(escalation is war) given damage is visible\n");
  StudyOptions options = study_at({});
  options.sensitivity = true;
  const std::vector<AnswerRow> rows = rows_at(model, best_guesses(model), options);
  options.sensitivity = false;
  for (const char* name : {"stopped", "uneven", "p_hawkish", "audience", "precision"}) {
    check_parameter(model, name, options, rows);
  }
}

TEST_CASE("derivatives taken up the public tree are those of the flat one") {
  const Model model = model_of(open_crisis);
  StudyOptions options = study_at(3.0);
  options.sensitivity = true;
  options.plan.in_public_from = 1e9;
  const std::vector<AnswerRow> flat = rows_at(model, best_guesses(model), options);
  options.plan.in_public_from = 0;
  const std::vector<AnswerRow> open = rows_at(model, best_guesses(model), options);
  REQUIRE(flat.size() == 5);
  for (std::size_t k = 0; k < flat.size(); ++k) {
    CAPTURE(flat[k].quantity);
    REQUIRE(open[k].sensitivities.size() == 6);
    for (std::size_t i = 0; i < 6; ++i) {
      const Sensitivity& one = flat[k].sensitivities[i];
      const auto other = std::ranges::find(open[k].sensitivities, one.parameter, &Sensitivity::parameter);
      REQUIRE(other != open[k].sensitivities.end());
      CAPTURE(one.parameter);
      CHECK(std::fabs(other->derivative - one.derivative) <= 1e-8 * std::fabs(one.derivative) + 1e-10);
    }
  }
  CHECK(flat[0].sensitivities[0].derivative != 0);
}
