#include "demarche/engine/provenance.h"
#include "demarche/engine/reports.h"
#include "demarche/render/csv.h"
#include "demarche/render/html.h"
#include "demarche/render/json.h"
#include "demarche/view/report_page.h"
#include "demarche/view/solution.h"

#include "study_help.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

// Schelling 1966 (Arms and Influence): whoever swerves loses face, and both lose more if nobody does.
const std::string chicken = R"(crisis "Two cars on one road"
actor A
actor B
parameter crash = 5, 4 to 10
precision = 2
stage "Meeting":
    simultaneously:
        A chooses drive: swerve, straight
        B chooses answer: swerve, straight
payoff A:
    1 if A.drive is straight and B.answer is swerve
    -1 if A.drive is swerve and B.answer is straight
    -crash if A.drive is straight and B.answer is straight
payoff B:
    1 if B.answer is straight and A.drive is swerve
    -1 if B.answer is swerve and A.drive is straight
    -crash if B.answer is straight and A.drive is straight
variant dear:
    crash = 8
variant told:
    only A.drive: swerve
)";

// With the usual search for others.
Plan searching(Plan plan = {}) {
  plan.num_starts = 20;
  return plan;
}

Found several_of(const std::string& questions, const StudyOptions& options) {
  Plan plan = searching(options.plan);
  plan.held = Held::OverHistories;
  const Model model = model_of(chicken + questions);
  auto several = solve(Varied{model, best_guesses(model)}, plan);
  REQUIRE(several.has_value());
  REQUIRE(several->equilibria->rows.size() == 3);
  return std::move(*several);
}

const Solved& solved_in(const Found& found) { return std::get<Solved>(found.solved); }

double straight(const Solved& solved, std::size_t actor) {
  return probability(solved.solution.strategy, ActionId{2 * actor + 1});
}

// The number of the equilibrium in which A goes straight and B swerves.
std::size_t bold(Found& several) {
  for (std::size_t number = 1; number <= several.equilibria->rows.size(); ++number) {
    take_equilibrium(several, number);
    if (straight(solved_in(several), 0) > 0.8 && straight(solved_in(several), 1) < 0.2) return number;
  }
  FAIL("no equilibrium has A going straight");
  return 1;
}

std::vector<Answer> answers_where_A_is_bold(const std::string& questions, StudyOptions options = {}) {
  Found several = several_of(questions, options);
  options.equilibrium = bold(several);
  REQUIRE(options.equilibrium > 1);
  const Answered answered = answer(solved_in(several), solved_in(several).model.questions, options);
  CHECK_FALSE(has_errors(answered.diagnostics));
  return answered.answers;
}

StudyOptions in_the_limit() {
  StudyOptions options;
  options.plan.precision_from_model = false;
  return options;
}

}  // namespace

TEST_CASE("the first of several equilibria is the one that is solved for alone, bit for bit") {
  const Found several = several_of("", {});
  const Solved alone = solved_model(chicken);
  CHECK(solution_of(several).strategy.log_probability == alone.solution.strategy.log_probability);
  CHECK(solved_in(several).certificate.max_gain == alone.certificate.max_gain);
}

TEST_CASE("answers under another equilibrium are read from it, with its certificate") {
  const std::vector<Answer> answers = answers_where_A_is_bold("ask P(A.drive is straight)\nask E(A)\n");
  CHECK(answers.at(0).rows.front().value > 0.8);
  CHECK(answers.at(1).rows.front().value > 0.5);
  CHECK(answers.at(0).rows.front().max_gain > 0);
}

TEST_CASE("sweeps, rankings and variants of numbers follow the equilibrium, at a precision and in the limit") {
  for (const StudyOptions& options : {StudyOptions{}, in_the_limit()}) {
    const std::vector<Answer> answers = answers_where_A_is_bold(
        "sweep crash from 4 to 8 in 3 steps: P(A.drive is straight)\n"
        "rank parameters for P(A.drive is straight)\n"
        "compare P(A.drive is straight) across baseline, dear\n",
        options);
    for (const Answer& answer : answers) {
      for (const AnswerRow& row : answer.rows) {
        CAPTURE(row.label);
        CHECK(row.note.empty());
        if (!only<OfRank>(answer)) CHECK(row.value > 0.8);
      }
      if (const auto* ranking = only<OfRank>(answer)) {
        for (const RankedRange& range : ranking->ranges) CHECK(std::min(range.at_low, range.at_high) > 0.8);
      }
    }
  }
}

TEST_CASE("the model's precision can be swept under another equilibrium") {
  const std::vector<Answer> answers =
      answers_where_A_is_bold("sweep precision from 1.5 to 3 in 4 steps: P(A.drive is straight)\n");
  for (std::size_t k = 0; k < 4; ++k) {
    const AnswerRow& row = answers.at(0).rows.at(k);
    CHECK(row.precision == std::get<OfSweep>(answers.at(0).of).at.at(k));
    CHECK(row.value > 0.7);
  }
}

TEST_CASE("where an equilibrium cannot be followed there is no number, and the row says why") {
  const std::vector<Answer> answers = answers_where_A_is_bold(
      "compare P(A.drive is straight) across baseline, told\n"
      "sweep precision from 0.5 to 2 in 2 steps: P(A.drive is straight)\n");
  const AnswerRow& told = answers.at(0).rows.at(1);
  CHECK(std::isnan(told.value));
  CHECK(std::isnan(told.max_gain));
  CHECK(told.note.find("cannot be followed into a game with other histories") != std::string::npos);
  const AnswerRow& early = answers.at(1).rows.at(0);  // below the precision at which the branch begins
  CHECK(std::isnan(early.value));
  CHECK_FALSE(early.note.empty());
}

TEST_CASE("reports list every equilibrium, and JSON keeps the first where a single one stands") {
  const Found several = several_of("", {});
  const Source source = make_source("chicken.crisis", chicken);
  const Report report = report_on(several, source, provenance_of(source, searching()));
  const nlohmann::json json = nlohmann::json::parse(render::json_of(solution_page(report, view::Part::Data).data));
  REQUIRE(json.at("equilibria").size() == 3);
  CHECK(json.at("equilibria").at(0).at("infosets") == json.at("infosets"));
  CHECK(json.at("equilibria").at(0).at("solution") == json.at("solution"));
  CHECK(json.at("search").at("index_sum") == 1);
  for (std::size_t k = 0; k < 3; ++k) CHECK(json.at("equilibria").at(k).at("number") == k + 1);
  const std::string csv = render::csv_of(*solution_page(report, view::Part::Table).table);
  CHECK(csv.starts_with("equilibrium,actor,infoset"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 3 * 4);
  CHECK(render::html_of(report_page(report), {}).find("Everything else on this page is said under equilibrium 1") !=
        std::string::npos);
}

TEST_CASE("a crisis in public has the same equilibria over vectors of types as over its flat tree") {
  const Model model = model_of(R"(crisis "Two demands"
actor A
actor B
precision = 6
stage "One":
    A chooses demand: low, high
stage "Two":
    B chooses answer: yield, stand
payoff A:
    1 if A.demand is high and B.answer is yield
    -1 if A.demand is high and B.answer is stand
payoff B:
    -1 if B.answer is yield
    -2 if A.demand is high and B.answer is stand
)");
  Plan plan = searching();
  const auto flat = solve(Varied{model, best_guesses(model)}, plan);
  plan.form = Form::Public;
  const auto in_public = solve(Varied{model, best_guesses(model)}, plan);
  REQUIRE(flat.has_value());
  REQUIRE(in_public.has_value());
  CHECK(in_public->equilibria->rows.size() == flat->equilibria->rows.size());
  CHECK(in_public->equilibria->index_sum == 1);
  const double value = std::get<SolvedPublic>(in_public->solved).certificate.values[ActorId{0}];
  CHECK(value == Approx(solved_in(*flat).certificate.values[ActorId{0}]));
}
