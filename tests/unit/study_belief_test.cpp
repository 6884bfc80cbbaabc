#include "study_help.h"

#include "demarche/study/position.h"

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

// The patron tells its ally something the rival does not hear; the rival sees only the ally's move.
const std::string private_message = R"(crisis "A private message"
actor Patron
actor Ally
actor Rival
private Patron.backing: firm 60%, soft rest
stage "Message":
    Patron tells Ally advice: restrain, join
stage "Move":
    Ally chooses move: strike, wait
payoff Patron:
    0
payoff Ally:
    0
payoff Rival:
    0
)";

Solved messaging(const std::string& questions) {
  Solved solved = at_random(private_message + questions);
  set_pair(solved, "Patron.advice | Patron.backing=firm", "restrain", "join", 0.9);
  set_pair(solved, "Patron.advice | Patron.backing=soft", "restrain", "join", 0.4);
  set_pair(solved, "Ally.move | Patron.advice=restrain", "strike", "wait", 0.1);
  set_pair(solved, "Ally.move | Patron.advice=join", "strike", "wait", 0.8);
  return solved;
}

AnswerRow first_row(const std::string& question) {
  const Solved solved = messaging(question + "\n");
  const Answered answered = answer(solved, solved.model.questions, {});
  REQUIRE(answered.answers.size() == 1);
  return answered.answers.front().rows.front();
}

}  // namespace

TEST_CASE("who sees the condition believes what Bayes' rule gives") {
  const AnswerRow row = first_row("ask belief of Ally about Patron.backing given Patron.advice is restrain");
  CHECK(row.label == "firm");
  CHECK(row.value == Approx(0.54 / 0.70));
  CHECK(row.condition_probability.value() == Approx(0.70));
}

TEST_CASE("who does not hear the message keeps the prior") {
  CHECK(first_row("ask belief of Rival about Patron.backing given Patron.advice is restrain").value == Approx(0.6));
}

TEST_CASE("without a condition the belief is the one after the traits were drawn") {
  CHECK(first_row("ask belief of Rival about Patron.backing").value == Approx(0.6));
  CHECK(first_row("ask belief of Patron about Patron.backing given Patron.backing is firm").value == Approx(1.0));
}

TEST_CASE("who sees a consequence of the message infers from the consequence") {
  // P(strike | firm) = 0.9*0.1 + 0.1*0.8 = 0.17, P(strike | soft) = 0.4*0.1 + 0.6*0.8 = 0.52
  CHECK(first_row("ask belief of Rival about Patron.backing given Ally.move is strike").value ==
        Approx(0.6 * 0.17 / (0.6 * 0.17 + 0.4 * 0.52)));
}

TEST_CASE("a condition that part of the believer's eyes sees is averaged over what it sees") {
  // First met where `wait` is settled; the rival sees the move but not the advice.
  CHECK(first_row("ask belief of Rival about Patron.backing given Ally.move is wait and Patron.advice is join").value ==
        Approx(0.6 * 0.83 / (0.6 * 0.83 + 0.4 * 0.48)));
}

TEST_CASE("`is not` waits until the move was made") {
  CHECK(first_row("ask belief of Ally about Patron.backing given Patron.advice is not join").value ==
        Approx(0.54 / 0.70));
}

TEST_CASE("beliefs of vanishing probability get their limit") {
  Solved solved = messaging("");
  set_log(solved, "Patron.advice | Patron.backing=firm", "join", -3000);
  set_log(solved, "Patron.advice | Patron.backing=soft", "join", -3000 + std::log(4.5));
  const Model asking =
      model_of(private_message + "ask belief of Ally about Patron.backing given Patron.advice is join\n");
  const Question& question = asking.questions.front();
  const Outlook outlook = look_ahead(position_of(solved), solved.solution.strategy, std::nullopt);
  const Belief belief = belief_of(
      outlook, belief_places(solved.model, solved.compiled, outlook.point, question.believer, &*question.given),
      question.trait);
  CHECK(belief.shares[0] == Approx(0.25));
  CHECK(belief.log_condition == Approx(-3000 + std::log(0.6 + 0.4 * 4.5)));
}
