#include "demarche/syntax/parse.h"

#include <doctest/doctest.h>

#include <string>
#include <variant>

using namespace demarche;

namespace {

// The tree of one question's or parameter's line, errors included, as text.
std::string read(const std::string& line) {
  const Parsed parsed = parse(make_source("line", line));
  for (const Diagnostic& diagnostic : parsed.diagnostics) return diagnostic.message;
  return dump(parsed.tree);
}

}  // namespace

TEST_CASE("products bind before sums, from left to right, and a sign before both") {
  CHECK(read("parameter p = 1 - 2 - 3 * 4 / 5") == "parameter p = ((1 - 2) - ((3 * 4) / 5))\n");
  CHECK(read("parameter p = -a + b") == "parameter p = (-a + b)\n");
  CHECK(read("parameter p = -(a + b) * 2") == "parameter p = (-(a + b) * 2)\n");
}

TEST_CASE("percent signs divide by a hundred, fractions are divisions") {
  const Parsed parsed = parse(make_source("line", "parameter p = 40%, 1/4 to 0.5"));
  REQUIRE(parsed.tree.statements.size() == 1);
  const auto& parameter = std::get<ParameterStatement>(parsed.tree.statements.front().what);
  CHECK(parameter.best.number == doctest::Approx(0.4));
  CHECK(parameter.low->op == Expr::Op::Divide);
  CHECK(parameter.high->number == 0.5);
}

TEST_CASE("`and` binds before `or`, `not` before both") {
  CHECK(read("ask P(A.x is a or not B.y is b and C.z is c)") ==
        "ask\n  P((A.x is a or (not (B.y is b) and C.z is c)))\n");
}

TEST_CASE("`or` goes on with values unless a condition of its own follows") {
  CHECK(read("ask P(A.x is a or b or c)") == "ask\n  P(A.x is a or b or c)\n");
  CHECK(read("ask P(A.x is a or b or B.y is c)") == "ask\n  P((A.x is a or b or B.y is c))\n");
  CHECK(read("ask P(damage is light or rounds >= 2)") == "ask\n  P((damage is light or rounds >= 2))\n");
  CHECK(read("ask P(A.x is not a or not B.y is c)") == "ask\n  P((A.x is not a or not (B.y is c)))\n");
  CHECK(read("ask P(A.x is a or damage is at least light)") == "ask\n  P((A.x is a or damage is at least light))\n");
}

TEST_CASE("a bracket may hold a condition or a number") {
  CHECK(read("ask P((rounds + 1) * 2 > 3)") == "ask\n  P(((rounds + 1) * 2) > 3)\n");
  CHECK(read("ask P((A.x is a or B.y is b) and (((rounds)) = 1))") ==
        "ask\n  P(((A.x is a or B.y is b) and rounds = 1))\n");
}

TEST_CASE("a mistake is reported once, in the words of the line") {
  CHECK(read("payof Iran:\n    1") == "`payof` does not start a statement");
  CHECK(read("source idf \"text\"") == "expected `:`, found `\"text\"`");
  CHECK(read("actor Iran, US") == "did not expect `,` here");
  CHECK(read("actor I@ran") == "unexpected character '@'");
}

TEST_CASE("what stands below a broken line is read all the same") {
  const Parsed parsed = parse(make_source("m", "stage \"One\"\n    A chooses m: a\n    B chooses n:\nactor A\n"));
  CHECK(parsed.diagnostics.size() == 2);
  REQUIRE(parsed.tree.statements.size() == 2);
  CHECK(std::get<StageStatement>(parsed.tree.statements.front().what).steps.size() == 2);
}

TEST_CASE("spans of statements and steps end with their first line") {
  const std::string text = "stage \"One\":\n    A chooses m:\n        a\n        b\n";
  const Parsed parsed = parse(make_source("m", text));
  const Statement& stage = parsed.tree.statements.front();
  CHECK(text.substr(stage.span.begin, stage.span.end - stage.span.begin) == "stage \"One\":");
  const Span step = std::get<StageStatement>(stage.what).steps.front().span;
  CHECK(text.substr(step.begin, step.end - step.begin) == "A chooses m:");
}

TEST_CASE("a precision is a parameter of that name") {
  const Parsed parsed = parse(make_source("m", "precision = 4, 2 to 8 \"how sharp\" from s\nparameter q = 1\n"));
  CHECK(parsed.diagnostics.empty());
  const auto& precision = std::get<ParameterStatement>(parsed.tree.statements.front().what);
  CHECK(precision.is_precision);
  CHECK(precision.name.text == "precision");
  CHECK(precision.source->text == "s");
  CHECK_FALSE(std::get<ParameterStatement>(parsed.tree.statements.back().what).is_precision);
}
