#include "demarche/check/check.h"
#include "demarche/syntax/parse.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace demarche {

namespace {

Checked checked(const std::string& text) {
  const Source source = make_source("model.crisis", text);
  return check(source, parse(source).tree);
}

std::ptrdiff_t count_of(const Checked& result, Kind kind) {
  return std::ranges::count(result.diagnostics, kind, &Diagnostic::kind);
}

const std::string two_actors = "actor A\nactor B\npayoff A:\n    0\npayoff B:\n    0\n";

}  // namespace

TEST_CASE("declarations may come in any order") {
  const Checked result = checked(
      "payoff A:\n    - cost if A.act is go\nparameter cost = 2 * price\nparameter price = 3\n"
      "stage \"S\":\n    A chooses act: go, stay\nactor A\n");
  CHECK_FALSE(has_errors(result.diagnostics));
  CHECK(result.model.parameters[ParameterId{0}].name == "price");
  CHECK(point_of(result.model, best_guesses(result.model)).parameters[ParameterId{1}] == 6);
}

TEST_CASE("a move in two steps is one variable with the values of both") {
  const Checked result = checked(two_actors +
                                 "stage \"One\":\n    A chooses act: go, stay\n"
                                 "stage \"Two\":\n    A chooses act: stay, leave if A.act is stay\n");
  CHECK_FALSE(has_errors(result.diagnostics));
  CHECK(result.model.variables.size() == 1);
  CHECK(result.model.variables[VariableId{0}].values.size() == 3);
}

TEST_CASE("a misspelt name is reported once, however often it stands") {
  const Checked result = checked(two_actors +
                                 "stage \"S\":\n    A chooses response: go, stay\n"
                                 "ask P(A.respnse is go)\nask P(A.respnse is stay)\n");
  CHECK(count_of(result, Kind::E005) == 1);
}

TEST_CASE("inside a repeat a later step may be read, outside it may not") {
  const std::string steps = "A chooses first: go, stay if A.second is not on\n";
  CHECK(count_of(checked(two_actors + "stage \"S\":\n    " + steps + "    A chooses second: on, off\n"), Kind::E007) ==
        1);
  CHECK(count_of(checked(two_actors + "stage \"S\":\n    repeat up to 3 times as rounds:\n        " + steps +
                         "        A chooses second: on, off\n"),
                 Kind::E007) == 0);
}

TEST_CASE("an option may depend on a hidden scale if every step that moves it can be foreseen") {
  const std::string scale =
      "scale tension: low < high\nstage \"S\":\n    A VERB arm: yes, no\n"
      "    tension rises to high if A.arm is yes\n    B chooses reply: wait, strike if tension is high\n";
  const auto with = [&](const std::string& verb) {
    std::string text = two_actors + scale;
    return count_of(checked(text.replace(text.find("VERB"), 4, verb)), Kind::E009);
  };
  CHECK(with("chooses") == 0);
  CHECK(with("secretly chooses") == 1);
}

TEST_CASE("`is not` is not warned of where the rest of the condition makes sure that the move was made") {
  const std::string story = two_actors +
                            "stage \"One\":\n    A chooses act: go, stay\n    end if A.act is stay\n"
                            "stage \"Two\":\n    B chooses reply: yield, resist\n    B chooses next: on, off\n";
  CHECK(count_of(checked(story + "ask P(B.reply is not yield)\n"), Kind::W103) == 1);
  CHECK(count_of(checked(story + "ask P(B.next is on and B.reply is not yield)\n"), Kind::W103) == 0);
  CHECK(count_of(checked(story + "ask P(A.act is not stay)\n"), Kind::W103) == 0);
}

TEST_CASE("the words of a statement that could not be read are not reported a second time") {
  const Checked result = checked("actr A\nactor B\npayoff A:\n    0\npayoff B:\n    0\nask E(A)\n");
  CHECK(result.diagnostics.empty());
}

TEST_CASE("a line of a payoff table is one term for each value") {
  const Checked result = checked(
      "actor A\nstage \"S\":\n    A chooses act: go, stay\npayoff A:\n    A.act: go 1, stay -2   if A.act is not go\n");
  CHECK(result.model.payoffs[ActorId{0}].size() == 2);
  CHECK(result.model.payoffs[ActorId{0}][1].label == "A.act: stay -2 if A.act is not go");
}

TEST_CASE("an empty text is a model of nothing, and that is said") {
  CHECK(count_of(checked(""), Kind::W106) == 1);
  CHECK(count_of(checked("# a comment\n"), Kind::W106) == 1);
  CHECK(checked("").diagnostics.size() == 1);
}

TEST_CASE("what a line that could not be read would have used is not called unused") {
  const std::string story = "actor A\nparameter p = 1\nstage \"S\":\n    A chooses act: go, stay\npayoff A:\n    p ";
  CHECK(checked(story + "iff A.act is go\n").diagnostics.empty());
  CHECK(count_of(checked(story + "\n"), Kind::W102) == 1);
}

}  // namespace demarche
