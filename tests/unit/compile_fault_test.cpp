#include "from_text.h"

#include <algorithm>

namespace {

using namespace demarche;

const std::string actors_named = "actor A\nactor B\n";
const std::string payoffs = "payoff A:\n    0\npayoff B:\n    0\n";

const Diagnostic* find_kind(const Diagnostics& diagnostics, Kind kind) {
  const auto at = std::ranges::find(diagnostics, kind, &Diagnostic::kind);
  return at == diagnostics.end() ? nullptr : &*at;
}

Census census_of(const std::string& story, CompileOptions options = {}) {
  return take_census(model_from(actors_named + story + payoffs), options);
}

}  // namespace

TEST_CASE("a chance step with no case left says with what it was reached") {
  const Census census =
      census_of("stage \"S\":\n    A chooses m: a, b\n    chance luck:\n        good 50%, bad 50%   if A.m is a\n");
  const Diagnostic* diagnostic = find_kind(census.diagnostics, Kind::E012);
  REQUIRE(diagnostic != nullptr);
  CHECK(diagnostic->message == "no case of `luck` applies");
  CHECK(diagnostic->primary.text == "reached with A.m = b");
  CHECK(diagnostic->help == "add a last line ending in `otherwise`");
}

TEST_CASE("a move without a legal option says with what it was reached") {
  const Census census = census_of("stage \"S\":\n    A chooses m: a, b\n    B chooses n: x if A.m is a\n");
  const Diagnostic* diagnostic = find_kind(census.diagnostics, Kind::E013);
  REQUIRE(diagnostic != nullptr);
  CHECK(diagnostic->message == "B has no option left at `B.n`");
  CHECK(diagnostic->primary.text == "reached with A.m = b");
}

TEST_CASE("a stage and a step that no history reaches are remarked on") {
  const Census census = census_of(
      "stage \"S\":\n    A chooses m: a, b\n    B chooses n if A.m is a and A.m is b: x, y\n    end\n"
      "stage \"T\":\n    A chooses k: a, b\n");
  REQUIRE(census.diagnostics.size() == 2);
  CHECK(census.diagnostics[0].message == "stage \"T\" is never reached");
  CHECK(census.diagnostics[1].message == "`B.n` is never reached");
  CHECK(census.num_histories == 2);
}

TEST_CASE("a game over the limit says which stages multiply its histories") {
  const Census census = census_of(
      "private A.type: soft 50%, hard 50%\nstage \"Talks\":\n    repeat up to 5 times as round:\n        "
      "simultaneously:\n"
      "            A chooses m: a, b\n            B chooses m: a, b\n",
      {1000});
  const Diagnostic* diagnostic = find_kind(census.diagnostics, Kind::E020);
  REQUIRE(diagnostic != nullptr);
  CHECK(diagnostic->message ==
        "2,048 histories; largest factors: stage \"Talks\" x1,024 (5 rounds of 2 x 2), private traits x2; limit 1,000");
  CHECK(census.exact);
  CHECK(census.num_histories == 2048);
}

TEST_CASE("absurd models are refused soon") {
  std::string options = "o0";
  for (int k = 1; k < 200; ++k) options += ", o" + std::to_string(k);
  const Census census =
      census_of("stage \"Talks\":\n    repeat up to 200 times as round:\n        A chooses m: " + options +
                "\n        B chooses m: " + options + "\n");
  CHECK(find_kind(census.diagnostics, Kind::E020) != nullptr);
  CHECK(census.num_histories > 1e300);
}

TEST_CASE("rounds in which nothing can happen are not run for ever") {
  const Census census = census_of(
      "scale heat: low < high\nstage \"S\":\n    repeat up to 240 times as p:\n        repeat up to 240 times as q:\n"
      "            repeat up to 240 times as r:\n                repeat up to 240 times as s:\n"
      "                    heat rises to high\n    A chooses m: a, b\n");
  CHECK(find_kind(census.diagnostics, Kind::E020) != nullptr);
  CHECK_FALSE(census.exact);
}

TEST_CASE("an option that depends on what the mover does not always see is found in the game itself") {
  const std::string text = actors_named +
                           "stage \"S\":\n    A secretly chooses m: a, b\n    chance leak: yes 50%, no 50%\n"
                           "    reveal A.m to B if leak is yes\n    B chooses n: x, y if A.m is a\n" +
                           payoffs;
  const Source source = make_source("model.crisis", text);
  const Checked checked = check(source, parse(source).tree);
  if (has_errors(checked.diagnostics)) {
    CHECK(find_kind(checked.diagnostics, Kind::E009) != nullptr);
    return;
  }
  const auto compiled = compile(checked.model, {});
  REQUIRE_FALSE(compiled.has_value());
  const Diagnostic* diagnostic = find_kind(compiled.error(), Kind::E009);
  REQUIRE(diagnostic != nullptr);
  CHECK(diagnostic->message == "B cannot condition on `A.m`: it does not always observe it");
  CHECK(diagnostic->help == "`reveal A.m to B` before this step, or test something B sees");
  REQUIRE(diagnostic->others.size() == 1);
  CHECK(diagnostic->others[0].text == "a history where `A.m` is `a` looks to B like one where `A.m` is `b`");
}
