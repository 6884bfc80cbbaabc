#include "demarche/engine/engine.h"
#include "demarche/study/answers.h"

#include <doctest/doctest.h>

#include <string>

// Claims about what a request supposes beside the model: it is what each question would say if it supposed it itself.
namespace demarche {
namespace {

const std::string crisis_supposed = R"(crisis "A threat"
actor A
actor B
private A.resolve: high 40%, low rest
stage "The demand":
    A chooses demand: wait, challenge
    end if A.demand is wait
stage "The answer":
    B chooses answer: concede, resist
payoff A:
    1 if B.answer is concede
    0.1 if B.answer is resist and A.resolve is high
    - 2 if B.answer is resist and A.resolve is low
payoff B:
    - 1 if B.answer is concede
    - 2 if B.answer is resist and A.resolve is high
precision = 3
)";

std::vector<double> values_supposing(const std::string& questions, const std::string& given,
                                     const std::string& forcing) {
  Session session = open_session(make_source("model.crisis", crisis_supposed + questions));
  Request request;
  request.given = given;
  request.forcing = forcing;
  const Result result = run(session, request);
  REQUIRE_MESSAGE(result.page.has_value(), result.message.sentence);
  std::vector<double> values;
  for (const view::Data& answer : std::get<view::Data::List>(result.page->data.find("answers")->value()))
    for (const view::Data& row : std::get<view::Data::List>(answer.find("rows")->value()))
      values.push_back(std::get<double>(row.find("value")->value()));
  return values;
}

Result asked_supposing(const std::string& given, const std::string& forcing) {
  Session session = open_session(make_source("model.crisis", crisis_supposed + "ask P(B.answer is resist)\n"));
  Request request;
  request.given = given;
  request.forcing = forcing;
  request.report_page = true;
  return run(session, request);
}

}  // namespace

TEST_CASE("evidence that is supposed joins the conditions of questions") {
  CHECK(values_supposing("ask P(B.answer is resist)\n", "A.demand is challenge", "") ==
        values_supposing("ask P(B.answer is resist) given A.demand is challenge\n", "", ""));
  CHECK(values_supposing("ask P(B.answer is resist) given A.resolve is high\n", "A.demand is challenge", "") ==
        values_supposing("ask P(B.answer is resist) given A.resolve is high and A.demand is challenge\n", "", ""));
  CHECK(values_supposing("compare P(A.resolve is high), E(B) forcing B.answer to concede, resist\n",
                         "A.demand is wait or A.demand is challenge", "") ==
        values_supposing("compare P(A.resolve is high), E(B) forcing B.answer to concede, resist\n", "", ""));
}

TEST_CASE("evidence is supposed in beliefs, checks and rankings, too") {
  const std::string belief = "ask belief of B about A.resolve";
  const std::string check = "check P(A.resolve is high) is between 0 and 10%";
  const std::string ranking = "rank parameters for E(C)";
  const std::string number =
      "parameter bias = 1, 0.5 to 1.5   # against war\nactor C\npayoff C:\n    bias if B.answer is resist\n";
  for (const std::string& question : {belief, check, ranking}) {
    const auto supposed = values_supposing(number + question + "\n", "A.demand is challenge", "");
    CHECK(supposed == values_supposing(number + question + " given A.demand is challenge\n", "", ""));
    CHECK(supposed != values_supposing(number + question + "\n", "", ""));
  }
}

TEST_CASE("joined conditions read as they are meant") {
  Session session = open_session(make_source(
      "model.crisis", crisis_supposed + "ask P(B.answer is resist) given A.demand is challenge or A.demand is wait\n"));
  Request request;
  request.given = "A.resolve is high or A.resolve is low";
  const Result result = run(session, request);
  REQUIRE(result.page.has_value());
  const auto& answers = std::get<view::Data::List>(result.page->data.find("answers")->value());
  CHECK(std::get<std::string>(answers.front().find("question")->value()) ==
        "ask P(B.answer is resist) given (A.demand is challenge or A.demand is wait) and (A.resolve is high or "
        "A.resolve is low)");
}

TEST_CASE("what is forced is forced in questions that force nothing themselves") {
  CHECK(values_supposing("ask E(A)\nask P(B.answer is resist) forcing B.answer to concede\n", "",
                         "B.answer to resist and A.demand to challenge") ==
        values_supposing("ask E(A) forcing B.answer to resist and A.demand to challenge\n"
                         "ask P(B.answer is resist) forcing B.answer to concede\n",
                         "", ""));
}

TEST_CASE("the page says what is supposed, and what cannot be is refused") {
  const Result shown = asked_supposing("A.resolve is high", "A.demand to challenge");
  REQUIRE(shown.report.has_value());
  std::string lead;
  for (const view::Words& words : shown.report->lead) lead += view::plain(words) + "\n";
  CHECK(lead.find("given A.resolve is high forcing A.demand to challenge, which holds in 40.0% of histories") !=
        std::string::npos);
  const Result never = asked_supposing("A.resolve is high and A.resolve is low", "");
  CHECK(never.outcome == Outcome::Usage);
  CHECK(never.message.sentence.find("never holds") != std::string::npos);
  CHECK(asked_supposing("A.resolve is hihg", "").outcome == Outcome::ModelErrors);
  CHECK(asked_supposing("", "A.resolve to high").outcome == Outcome::ModelErrors);
}

TEST_CASE("kinds of questions are left out") {
  Session session = open_session(
      make_source("model.crisis", crisis_supposed + "ask P(B.answer is resist)\nask belief of B about A.resolve given "
                                                    "A.demand is challenge\n"));
  Request request;
  request.without = {QuestionKind::Belief};
  const Result result = run(session, request);
  REQUIRE(result.page.has_value());
  CHECK(std::get<view::Data::List>(result.page->data.find("answers")->value()).size() == 1);
}

}  // namespace demarche
