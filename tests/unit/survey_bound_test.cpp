#include "demarche/survey/conditions.h"
#include "demarche/survey/find_tipping.h"
#include "study_help.h"

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

TEST_CASE("a bound is a quantity, a sign and a number, however it is spaced") {
  const auto bound = bound_of(" P(A.move is go)  >  20 % ");
  REQUIRE(bound.has_value());
  CHECK(bound->text == "P(A.move is go)  >  20 %");
  CHECK(bound->quantity == "P(A.move is go)");
  CHECK(bound->sign == BoundSign::Above);
  CHECK(bound->number == Approx(0.2));
}

TEST_CASE("each sign of a bound means what it says") {
  const auto sign_of = [](const std::string& text) { return bound_of(text)->sign; };
  CHECK(sign_of("E(A) > 1/4") == BoundSign::Above);
  CHECK(sign_of("E(A) >= 1") == BoundSign::AtLeast);
  CHECK(sign_of("E(A) < -1.5") == BoundSign::Below);
  CHECK(sign_of("E(A)<=1e3") == BoundSign::AtMost);
  CHECK(bound_of("E(A) < 1/4")->number == Approx(0.25));
  for (const BoundSign sign : {BoundSign::Above, BoundSign::AtLeast, BoundSign::Below, BoundSign::AtMost})
    CHECK(sign_of("E(A) " + std::string(sign_text(sign)) + " 1") == sign);
}

TEST_CASE("the last sign is the bound's: a condition may compare, too") {
  const auto bound = bound_of("P(scale.losses > 3) < 10%");
  REQUIRE(bound.has_value());
  CHECK(bound->quantity == "P(scale.losses > 3)");
  CHECK(bound->number == Approx(0.1));
}

TEST_CASE("what is no bound is none") {
  for (const char* text : {"", "P(war)", "> 20%", "P(war) >", "P(war) > often", "P(war) > nan", "P(war) > 1/0",
                           "P(war) > 0x10", "P(war) > 20%%"})
    CHECK_FALSE(bound_of(text).has_value());
}

TEST_CASE("a bound that no probability can pass is doubted, with the per cent that was meant") {
  CHECK(doubt_about(*bound_of("P(war) > 20")) ==
        "`P(war) > 20`: a probability lies between 0 and 1; for per cent type `20%`");
  CHECK(doubt_about(*bound_of("P(war) > 20%")).empty());
  CHECK(doubt_about(*bound_of("E(A) > 20")).empty());
}

TEST_CASE("a check fails below the one bound and above the other, but where no probability is") {
  const Model model = model_of(one_choice_text("precision = 1\n") + R"(check P(A.move is go) is between 0 and 30%
check E(A) is between other and 3
ask P(A.move is stay)
)");
  const auto conditions = failures_of(model.questions, point_of(model, best_guesses(model)));
  REQUIRE(conditions.size() == 3);
  CHECK(conditions[0].bound.text == "P(A.move is go) > 30%");
  CHECK(conditions[0].bound.sign == BoundSign::Above);
  CHECK(conditions[0].question.kind == QuestionKind::Ask);
  CHECK(conditions[0].question.text == "ask P(A.move is go)");
  CHECK(conditions[1].bound.text == "E(A) < 1");
  CHECK(conditions[2].bound.text == "E(A) > 3");
}
