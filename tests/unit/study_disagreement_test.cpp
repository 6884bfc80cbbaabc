#include "demarche/study/play.h"

#include "random_public_model.h"
#include "study_help.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace demarche;
using namespace demarche::test;

namespace {

// A raid, a vote, a draw and a trait whose odds all read one number, which no payoff reads.
std::string chances(const std::string& number, const std::string& thoughts) {
  return R"(crisis "Chances"
actor A
actor B
parameter p = )" +
         number + "\n" + thoughts + R"(precision = 2
scale damage: none 0 < some 2
private B.mood: bold p, calm rest
stage "Words":
    B chooses tone: loud, quiet
    A chooses answer: strike, wait
stage "Deeds":
    raid damage if A.answer is strike:
        salvo 3 drones
        layer "own": drones p
        impact none up to 0, some above
    vote censure: passes with 2 of 3
        voters B
        others yes p
    chance weather: rain p * 0.5, sun rest
payoff A:
    damage if A.answer is strike
    -1 if B.tone is loud and B.mood is bold and A.answer is strike
    0.5 if weather is rain and A.answer is wait
    -0.7 if censure is passed
payoff B:
    - damage
    0.4 if B.tone is loud and B.mood is bold
    0.3 if B.censure is yes and censure is passed
)";
}

std::vector<Answer> answers_with(const std::string& model, const std::string& questions) {
  const Solved solved = solved_model(model + questions);
  Answered found = answer(solved, solved.model.questions, {});
  REQUIRE(found.diagnostics.empty());
  return std::move(found.answers);
}

double first_value(const std::vector<Answer>& answers, std::size_t row) { return answers[row].rows.front().value; }

StudyOptions with_derivatives(Form form) {
  StudyOptions options;
  options.plan.form = form;
  options.sensitivity = true;
  return options;
}

void hold_together(const AnswerRow& row, const AnswerRow& expected) {
  CHECK(row.value == doctest::Approx(expected.value).epsilon(1e-9));
  REQUIRE(row.sensitivities.size() == expected.sensitivities.size());
  for (const Sensitivity& one : row.sensitivities) {
    const auto found = std::ranges::find(expected.sensitivities, one.parameter, &Sensitivity::parameter);
    REQUIRE(found != expected.sensitivities.end());
    CHECK(std::fabs(one.derivative - found->derivative) <= 1e-6 * std::max(1.0, std::fabs(found->derivative)));
  }
}

// The same play, answers and derivatives as a public tree and over histories.
void hold_forms_together(const std::string& text) {
  const StudyOptions in_public = with_derivatives(Form::Public);
  const StudyOptions flat = with_derivatives(Form::Flat);
  const Solved open = solved_model(text, in_public);
  const Solved expected = solved_model(text, flat);
  CHECK(open.solution.method.find("public tree") != std::string::npos);
  CHECK(open.certificate.own_values.size() == open.model.actors.size());
  for (std::size_t row = 0; row < open.solution.strategy.log_probability.size(); ++row) {
    const double apart =
        probability(open.solution.strategy, ActionId{row}) - probability(expected.solution.strategy, ActionId{row});
    CHECK(std::fabs(apart) < 1e-9);
  }
  const Answered answered = answer(open, open.model.questions, in_public);
  const Answered over_histories = answer(expected, expected.model.questions, flat);
  REQUIRE(answered.answers.size() == over_histories.answers.size());
  for (std::size_t row = 0; row < answered.answers.size(); ++row)
    hold_together(answered.answers[row].rows.front(), over_histories.answers[row].rows.front());
}

const char* const all_seen_by_a = R"(ask P(damage is some) as A sees it
ask E(A) as A sees it
ask E(damage) given B.tone is loud as A sees it
ask P(censure is passed) forcing B.tone to quiet as A sees it
ask belief of A about B.mood given B.tone is loud
)";
const char* const all_asked = R"(ask P(damage is some)
ask E(A)
ask E(damage) given B.tone is loud
ask P(censure is passed) forcing B.tone to quiet
ask belief of A about B.mood given B.tone is loud
)";

}  // namespace

TEST_CASE("what everybody thinks of a number is what they would see if the number were that") {
  const auto thought = answers_with(chances("30%", "A thinks p = 70%\nB thinks p = 1 - p\n"), all_seen_by_a);
  const auto known = answers_with(chances("70%", ""), all_asked);
  REQUIRE(thought.size() == known.size());
  for (std::size_t row = 0; row < known.size(); ++row) {
    CAPTURE(row);
    CHECK(std::fabs(first_value(thought, row) - first_value(known, row)) < 1e-12);
    CHECK(thought[row].odds_of == "A");
    CHECK(known[row].odds_of.empty());
  }
}

TEST_CASE("odds of a draw that all think of alike are what they would see if chance were so") {
  const std::string thoughts = "A thinks weather: sun 60%, rain rest\nB thinks weather: rain 40%, sun rest\n";
  std::string as_thought = chances("30%", "");
  const std::string written = "rain p * 0.5, sun rest";
  as_thought.replace(as_thought.find(written), written.size(), "rain 40%, sun rest");
  const auto thought = answers_with(chances("30%", thoughts), all_seen_by_a);
  const auto known = answers_with(as_thought, all_asked);
  for (std::size_t row = 0; row < known.size(); ++row) {
    CAPTURE(row);
    CHECK(std::fabs(first_value(thought, row) - first_value(known, row)) < 1e-12);
  }
}

TEST_CASE("actors who disagree are solved as a public tree as over histories, and so is what their answers move with") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    hold_forms_together(random_public_disagreement_text(seed) + "precision = 0.4\nask E(A)\nask E(B) as A sees it\n");
  }
}

TEST_CASE("answers move with what an actor thinks also where it thinks just what the model says") {
  hold_forms_together(R"(crisis "Of one mind, for now"
actor A
actor B
parameter q = 50%, 30% to 80%
private B.type: firm 50%, soft rest
A thinks B.type: firm q, soft rest
precision = 2
stage "Words":
    B chooses words: loud, quiet
    A chooses move: challenge, hold
payoff A:
    1 if A.move is challenge and B.type is soft
    -1 if A.move is challenge and B.type is firm
payoff B:
    1 if B.words is loud and B.type is firm
    -1 if A.move is challenge
ask P(A.move is challenge) given B.words is loud
ask E(A) as A sees it
)");
}

TEST_CASE("play is told by the model's own odds, though nobody goes by them") {
  const auto answers = answers_with(chances("30%", "A thinks p = 70%\nB thinks p = 70%\n"),
                                    "ask P(weather is rain)\nask P(weather is rain) as B sees it\n");
  CHECK(first_value(answers, 0) == doctest::Approx(0.15).epsilon(1e-12));
  CHECK(first_value(answers, 1) == doctest::Approx(0.35).epsilon(1e-12));
}

TEST_CASE("plays are drawn by the model's own odds, and say nothing of what an actor sees") {
  const Solved solved = solved_model(chances("30%", "A thinks p = 70%\n") +
                                     "ask P(weather is rain)\nask P(weather is rain) as A sees it\n");
  const PlayCounts counts(solved.compiled.game.nodes.size(), 1);
  const std::vector<PlayedRow> rows = compare_plays(solved, solved.model.questions, counts);
  REQUIRE(rows.size() == 1);
  CHECK(rows.front().exact == doctest::Approx(0.15).epsilon(1e-12));
}

TEST_CASE("a reason rests on the odds of whoever chooses, and adds up") {
  const auto answers = answers_with(chances("30%", "A thinks p = 70%\n"),
                                    "why A.answer is strike over wait\nwhy B.tone is loud over quiet\n");
  CHECK(answers[0].odds_of == "A");
  CHECK(answers[1].odds_of == "B");
  for (const Answer& one : answers) {
    const auto* why = only<OfWhy>(one);
    REQUIRE(why);
    double sum = 0;
    for (const AnswerRow& row : one.rows) sum += row.value;
    CHECK(sum == doctest::Approx(why->total).epsilon(1e-12));
    CHECK(why->log_odds == doctest::Approx(2 * why->total).epsilon(1e-8));
  }
}

TEST_CASE("what an actor thinks in a variant is what the crisis says with that line in its place, in both forms") {
  const std::string before =
      "B thinks p = 60%\nA thinks B.mood: bold 70%, calm rest\nA thinks weather: rain 5%, sun rest\n";
  const std::string after =
      "A thinks p = 20%\nB thinks p = 50%\nA thinks B.mood: bold 10%, calm rest\n"
      "A thinks weather: rain 5%, sun rest\n";
  const std::string variant =
      "variant v:\n    A thinks p = 20%\n    B thinks p = 50%\n"
      "    A thinks B.mood: bold 10%, calm rest\n";
  const std::string asked = "compare P(A.answer is strike), P(B.tone is loud), E(A), E(B) across ";
  for (const Form form : {Form::Flat, Form::Public}) {
    StudyOptions options;
    options.plan.form = form;
    const auto rows_of = [&](const std::string& text) {
      const Solved solved = solved_model(text);
      const Answered found = answer(solved, solved.model.questions, options);
      REQUIRE(found.diagnostics.empty());
      return found.answers.front().rows;
    };
    const auto changed = rows_of(chances("40%", before) + variant + asked + "v\n");
    const auto written = rows_of(chances("40%", after) + variant + asked + "baseline\n");
    const auto as_before = rows_of(chances("40%", before) + variant + asked + "baseline\n");
    REQUIRE(changed.size() == 4);
    double moved = 0;
    for (std::size_t row = 0; row < changed.size(); ++row) {
      CHECK(std::abs(changed[row].value - written[row].value) < 1e-12);
      moved = std::max(moved, std::abs(changed[row].value - as_before[row].value));
    }
    CHECK(moved > 0.01);
  }
}
