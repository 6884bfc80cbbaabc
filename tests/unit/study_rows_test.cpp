#include "demarche/study/row_solver.h"

#include "study_help.h"

#include <algorithm>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

const std::string weighed = one_choice_text("parameter set = 1\nprecision = 1, 0.5 to 2\n") + R"(ask P(A.move is go)
compare P(A.move is go) across baseline, dear
sweep cost from 0 to 4 in 5 steps: P(A.move is go)
)";

std::unique_ptr<RowSolver> solver_of(const Solved& central, RowStart start) {
  auto solver = make_row_solver(central, central.model.questions, {}, start, {});
  REQUIRE(solver.has_value());
  return std::move(*solver);
}

Parameters at(const Model& model, double cost, double precision) {
  Parameters parameters = best_guesses(model);
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    if (model.parameters[ParameterId{row}].name == "cost") parameters[ParameterId{row}] = cost;
  }
  parameters[*model.precision] = precision;
  return parameters;
}

}  // namespace

TEST_CASE("a study draws the numbers with a range that nobody has set") {
  const Model model = model_of(weighed);
  const auto drawn = drawn_parameters(model, best_guesses(model));
  REQUIRE(drawn.size() == 3);
  CHECK(model.parameters[drawn[0].id].name == "cost");
  CHECK(drawn[0].number.low == 1);
  Parameters set = best_guesses(model);
  set[drawn[0].id] = 3;
  CHECK(drawn_parameters(model, set).size() == 2);
  const std::vector<double> middle(3, 0.5);
  CHECK(*drawn_point(best_guesses(model), drawn, middle)[drawn[0].id] == Approx(2));
}

TEST_CASE("correlated numbers are drawn together as far as they are drawn") {
  const Model model = model_of(R"(
crisis "Together"
actor A
parameter a = 1, 0.5 to 2 uniform
parameter b = 1, 0.5 to 2
parameter idle = 5, 1 to 9
parameter c = 1, 0.5 to 2
correlated c, a, b: 60%
stage "Only":
    A chooses move: left, right
payoff A:
    + a + b + c + idle if A.move is left
ask P(A.move is left)
)");
  const auto drawn = drawn_parameters(model, best_guesses(model));
  CHECK(drawn.front().number.kind == DistributionKind::Uniform);
  const auto groups = drawn_together(model, drawn);
  REQUIRE(groups.size() == 1);
  CHECK(groups.front().columns == std::vector<std::size_t>{3, 0, 1});
  Parameters set = best_guesses(model);
  set[drawn[0].id] = 1;
  const auto fewer = drawn_together(model, drawn_parameters(model, set));
  REQUIRE(fewer.size() == 1);
  CHECK(fewer.front().columns == std::vector<std::size_t>{2, 0});
  set[drawn[1].id] = 1;
  CHECK(drawn_together(model, drawn_parameters(model, set)).empty());
}

TEST_CASE("a row's answers are those at its numbers, at its precision, and the variant keeps what it sets") {
  const Solved central = solved_model(weighed);
  for (const RowStart start : {RowStart::Path, RowStart::Centre, RowStart::Both}) {
    const auto solver = solver_of(central, start);
    REQUIRE(solver->columns.size() == 3);  // the sweep is left out
    const RowOutcome row = solve_row(*solver, at(central.model, 3, 1.5));
    CHECK(row.answers[0] == Approx(p_go(3, 1.5)).epsilon(1e-9));
    CHECK(row.answers[1] == Approx(p_go(3, 1.5)).epsilon(1e-9));
    CHECK(row.answers[2] == Approx(p_go(5, 1.5)).epsilon(1e-9));
    CHECK(row.precision == 1.5);
    CHECK_FALSE(row.not_certified);
    CHECK_FALSE(row.jump_suspected);
  }
}

TEST_CASE("a row comes out to the last bit the same after other rows, or as the first of another solver") {
  const Solved central = solved_model(weighed);
  for (const RowStart start : {RowStart::Path, RowStart::Centre}) {
    const auto one = solver_of(central, start);
    for (const double cost : {1.0, 3.5, 2.5}) solve_row(*one, at(central.model, cost, 0.7));
    const auto other = solver_of(central, start);
    const RowOutcome late = solve_row(*one, at(central.model, 1.7, 1.1));
    const RowOutcome early = solve_row(*other, at(central.model, 1.7, 1.1));
    CHECK(late.answers == early.answers);
    CHECK(late.max_gain == early.max_gain);
  }
}

TEST_CASE("numbers out of their bounds leave a row without an answer, and say why; the next row is not harmed") {
  const Solved central = solved_model(R"(crisis "Odds"
actor A
parameter p = 20%, 10% to 24%
stage "Choice":
    chance weather: fair p * 4, foul rest
    A chooses move: go, stay
payoff A:
    1 if A.move is go and weather is fair
precision = 1
ask P(A.move is go)
)");
  const auto solver = solver_of(central, RowStart::Path);
  Parameters parameters = best_guesses(central.model);
  parameters[ParameterId{std::size_t{0}}] = 0.3;
  const RowOutcome row = solve_row(*solver, parameters);
  CHECK(row.without_answer);
  CHECK(std::isnan(row.answers.at(0)));
  CHECK_FALSE(row.note.empty());
  parameters[ParameterId{std::size_t{0}}] = 0.2;
  CHECK(solve_row(*solver, parameters).answers.at(0) == solver->at_centre.answers.at(0));
}

TEST_CASE("an interruption leaves no outcome, and is over with the row") {
  const Solved central = solved_model(weighed);
  const auto solver = solver_of(central, RowStart::Path);
  bool stop = true;
  solver->monitor = [&](const Progress&) { return !stop; };
  CHECK(solve_row(*solver, at(central.model, 1.5, 2)).interrupted);
  stop = false;
  CHECK_FALSE(solve_row(*solver, at(central.model, 1.5, 2)).interrupted);
}

TEST_CASE("weapons are drawn as whole numbers, shares of them are not") {
  const Model model = model_of(R"(crisis "Weapons"
actor A
actor B
parameter drones = 40, 30 to 60
parameter stopped = 80%, 70% to 90%
scale damage: none < some
stage "Raid":
    A chooses move: fire, hold
    raid damage:
        salvo drones uavs if A.move is fire
        layer "guns": uavs stopped
        impact none up to 5, some above
payoff A:
    1 if damage is some
payoff B:
    -1 if damage is some
ask P(damage is some)
)");
  const auto drawn = drawn_parameters(model, best_guesses(model));
  REQUIRE(drawn.size() == 2);
  CHECK(drawn[0].number.whole);
  CHECK_FALSE(drawn[1].number.whole);
  const double number = quantile(drawn[0].number, 0.77);
  CHECK(number == std::round(number));
}

TEST_CASE("of a ranking a study answers what it ranks for, unless that is asked or checked anyway") {
  const Model model = model_of(weighed + "rank parameters for P(A.move is go)\nrank parameters for E(A)\n" +
                               "check P(A.move is stay) is between 0 and 1\nrank parameters for P(A.move is stay)\n");
  std::vector<std::string> texts;
  for (const Question& question : questions_of_rows(model.questions)) texts.push_back(question.text);
  CHECK(texts == std::vector<std::string>{"ask P(A.move is go)", "compare P(A.move is go) across baseline, dear",
                                          "check P(A.move is stay) is between 0 and 1", "ask E(A)"});
  const Solved central = solved_model(weighed + "rank parameters for E(A)\n");
  CHECK(solver_of(central, RowStart::Path)->columns.back().asked.label == "E(A)");
}

TEST_CASE("what a question is about is told apart from its condition and its bounds") {
  const Model model = model_of(weighed + "ask P(A.move is go) given A.move is stay\n" +
                               "check P(A.move is stay) is between 0 and 10%\nrank parameters for E(A)\n");
  std::vector<std::string> targets;
  for (const Question& question : model.questions) targets.push_back(target_of(question));
  CHECK(targets.back() == "E(A)");
  CHECK(std::ranges::count(targets, "P(A.move is stay)") == 1);
  CHECK(std::ranges::count(targets, "P(A.move is go) given A.move is stay") == 1);
}

TEST_CASE("a question's columns are those of the rows that answer it, whoever asks for them") {
  const Solved central = solved_model(weighed + "compare P(A.move is go), E(A) forcing A.move to go, stay\n");
  for (const Answer& answer : answer(central, central.model.questions, {}).answers) {
    CAPTURE(answer.question);
    if (only<OfSweep>(answer) || only<OfRank>(answer)) continue;
    const auto asked = std::ranges::find(central.model.questions, answer.question, &Question::text);
    const std::vector<AskedColumn> columns = columns_of(central.model, *asked);
    REQUIRE(columns.size() == answer.rows.size());
    for (std::size_t k = 0; k < columns.size(); ++k) CHECK(columns[k].key == key_of(answer, answer.rows[k]));
  }
}
