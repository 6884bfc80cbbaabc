#include "study_help.h"

#include "demarche/study/forcing.h"

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

// A knows its type and sends a signal; B answers. What follows each question is worked out by hand.
const std::string signal_text = R"(crisis "A signal"
actor A
actor B
private A.type: high 50%, low rest
stage "Signal":
    A declares signal: loud, quiet
stage "Answer":
    B chooses answer: yield, stand
payoff A:
    + 1 if B.answer is yield
payoff B:
    + 1 if B.answer is stand and A.type is low
)";

Solved signalling(const std::string& questions) {
  Solved solved = at_random(signal_text + questions);
  set_pair(solved, "A.signal | A.type=high", "loud", "quiet", 0.8);
  set_pair(solved, "A.signal | A.type=low", "loud", "quiet", 0.2);
  set_pair(solved, "B.answer | A.signal=loud", "yield", "stand", 0.9);
  set_pair(solved, "B.answer | A.signal=quiet", "yield", "stand", 0.3);
  solved.certificate = certify(solved.compiled.game, solved.stakes, solved.solution.strategy);
  return solved;
}

std::vector<Answer> answers_to(const std::string& questions) {
  const Solved solved = signalling(questions);
  return answer(solved, solved.model.questions, {}).answers;
}

}  // namespace

TEST_CASE("given conditions by Bayes, forcing keeps everyone else's strategies and the types' odds") {
  const auto answers = answers_to(R"(ask P(B.answer is yield)
ask P(A.type is high) given A.signal is loud
ask P(A.type is high) forcing A.signal to loud
ask P(B.answer is yield) given A.signal is loud
ask P(B.answer is yield) forcing A.signal to loud
)");
  REQUIRE(answers.size() == 5);
  CHECK(answers[0].rows.front().value == Approx(0.6));
  CHECK(answers[1].rows.front().value == Approx(0.8));
  CHECK(answers[1].rows.front().condition_probability.value() == Approx(0.5));
  CHECK(answers[2].rows.front().value == Approx(0.5));
  CHECK(answers[3].rows.front().value == Approx(0.9));
  CHECK(answers[4].rows.front().value == Approx(0.9));
}

TEST_CASE("forcing a later move leaves what was chosen before as it was") {
  const auto answers = answers_to("ask P(A.type is high and A.signal is loud) forcing B.answer to stand\n");
  CHECK(answers.front().rows.front().value == Approx(0.4));
}

TEST_CASE("given and forcing together condition on the forced play") {
  const auto answers = answers_to("ask P(A.type is high) given B.answer is yield forcing A.signal to loud\n");
  CHECK(answers.front().rows.front().value == Approx(0.5));
  CHECK(answers.front().rows.front().condition_probability.value() == Approx(0.9));
}

TEST_CASE("expected payoffs are conditioned like probabilities") {
  const auto answers = answers_to("ask E(A)\nask E(A) given A.signal is quiet\n");
  CHECK(answers[0].rows.front().value == Approx(0.6));
  CHECK(answers[0].rows.front().unit == Unit::Number);
  CHECK(answers[1].rows.front().value == Approx(0.3));
}

TEST_CASE("compare reads every forced value from the one equilibrium") {
  const auto answers = answers_to("compare P(B.answer is yield), E(A) forcing A.signal to loud, quiet\n");
  const auto& rows = answers.front().rows;
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].label == "loud");
  CHECK(rows[0].value == Approx(0.9));
  CHECK(rows[3].label == "quiet");
  CHECK(rows[3].value == Approx(0.3));
}

TEST_CASE("a condition far off the path gets its limit and a remark") {
  Solved solved = signalling("ask P(A.type is high) given A.signal is loud\n");
  set_log(solved, "A.signal | A.type=high", "loud", -2000);
  set_log(solved, "A.signal | A.type=low", "loud", -2000 + std::log(3.0));
  const Answered answered = answer(solved, solved.model.questions, {});
  const AnswerRow& row = answered.answers.front().rows.front();
  CHECK(row.value == Approx(0.25));
  CHECK(row.off_path);
  CHECK(row.log_condition.value() == Approx(-2000 + std::log(2.0)));
  REQUIRE(answered.answers.front().remarks.size() == 1);
  CHECK(answered.answers.front().remarks.front().message ==
        "`given A.signal is loud` has probability 0.0% in equilibrium; the answer rests on off-path beliefs");
}

TEST_CASE("a condition that no history meets has no answer, and the note says so") {
  const auto answers = answers_to("ask P(A.type is high) given A.type is high and A.type is low\n");
  CHECK(std::isnan(answers.front().rows.front().value));
  CHECK(answers.front().rows.front().note == "no possible history meets the condition");
}

TEST_CASE("forcing changes nothing where the value is not on offer, and says how often that is") {
  const Solved solved = at_random(R"(crisis "Offers"
actor A
private A.type: high 25%, low rest
stage "Move":
    A chooses move: go, stay, leap if A.type is high
payoff A:
    0
)");
  const VariableId move = variable_named(solved.model, "A.move");
  const Forced forced = force(position_of(solved), {{move, 2}});
  CHECK(forced.note == "`leap` is no option of `A.move` in 75.0% of histories: there the choice stays as it was");
  CHECK(force(position_of(solved), {{move, 0}}).note.empty());
}
