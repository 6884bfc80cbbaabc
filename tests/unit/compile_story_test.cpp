#include "from_text.h"

#include <algorithm>

namespace {

using namespace demarche;

std::vector<std::string> labels_of(const std::string& story) {
  const Model model = model_from("actor A\nactor B\n" + story + "payoff A:\n    0\npayoff B:\n    0\n");
  return compiled_from(model).game.names.infosets;
}

bool has(const std::vector<std::string>& labels, const std::string& label) {
  return std::ranges::find(labels, label) != labels.end();
}

}  // namespace

TEST_CASE("a message is heard by whom it is told, a secret by nobody, a declaration by everyone") {
  const auto told = labels_of("stage \"S\":\n    A tells B m: a, b\n    B chooses n: x, y\n");
  CHECK(told == std::vector<std::string>{"A.m", "B.n | A.m=a", "B.n | A.m=b"});
  const auto secret = labels_of("stage \"S\":\n    A secretly chooses m: a, b\n    B chooses n: x, y\n");
  CHECK(secret == std::vector<std::string>{"A.m", "B.n"});
  const auto shown = labels_of(
      "stage \"S\":\n    A secretly chooses m: a, b\n    chance leak seen by A: yes 50%, no 50%\n"
      "    reveal A.m to B if leak is yes\n    B chooses n: x, y\n");
  CHECK(shown == std::vector<std::string>{"A.m", "B.n | A.m=a", "B.n", "B.n | A.m=b"});
}

TEST_CASE("simultaneous movers do not see each other until the block ends, and rounds tell sets apart") {
  const auto labels = labels_of(
      "stage \"S\":\n    repeat up to 2 times as round:\n        simultaneously:\n            A chooses m: a, b\n"
      "            B chooses m: x, y\n");
  CHECK(labels.size() == 10);
  CHECK(has(labels, "A.m | round 1"));
  CHECK(has(labels, "B.m | round 1"));
  CHECK(has(labels, "A.m | round 1, A.m=a, B.m=y, round 2"));
  CHECK(has(labels, "B.m | round 1, B.m=y, A.m=a, round 2"));
}

TEST_CASE("a scale is hidden until it is revealed, and rising never lowers it") {
  const auto labels = labels_of(
      "scale heat: low < middle < high\nstage \"S\":\n    A secretly chooses m: a, b\n    heat rises to high if A.m is "
      "a\n"
      "    heat rises to middle\n    reveal heat to B\n    B chooses n: x, y\n");
  CHECK(labels == std::vector<std::string>{"A.m", "B.n | heat=high", "B.n | heat=middle"});
}

TEST_CASE("voters vote at once, and everyone sees the ballots and the tally") {
  const auto labels = labels_of(
      "stage \"S\":\n    vote motion: passes with 2 of 3\n        voters A, B\n        others yes 50%\n"
      "    A chooses m: a, b\n");
  CHECK(has(labels, "A.motion"));
  CHECK(has(labels, "B.motion"));
  CHECK(has(labels, "A.m | A.motion=yes, B.motion=no, motion=failed"));
}

TEST_CASE("own traits are known to their owner alone, and a public one to all") {
  const std::string text =
      "actor A\nactor B\nprivate A.type: soft 50%, hard 50%\nstage \"S\":\n    A chooses m: a, b\n    B chooses n: x, "
      "y\n"
      "payoff A:\n    + 1 if A.type is soft and A.m is a\npayoff B:\n    0\nvariant open:\n    public A.type\n"
      "variant silent:\n    only A.m: b\n";
  const Model model = model_from(text);
  const auto labels = compiled_from(model).game.names.infosets;
  CHECK(labels == std::vector<std::string>{"A.m | A.type=soft", "A.m | A.type=hard", "B.n | A.m=a", "B.n | A.m=b"});
  const auto open = compiled_from(apply_variant(model, VariantId{0}).model).game.names.infosets;
  CHECK(has(open, "B.n | A.type=hard, A.m=b"));
  CHECK(open.size() == 6);
  const Compiled silent = compiled_from(apply_variant(model, VariantId{1}).model);
  CHECK(silent.game.num_terminals == 4);
  CHECK(silent.game.infosets[InfosetId{0}].num_actions == 1);
}

TEST_CASE(
    "states that differ in nothing share an outcome, and chance nodes that agree in what their odds read share odds") {
  const std::string text =
      "actor A\nparameter p = 30%\nscale heat: low 0 < high 1\nstage \"S\":\n    A chooses m: a, b\n    A chooses n: "
      "a, b\n"
      "    chance c:\n        x p, y rest   if A.m is a\n        x 10%, y rest  otherwise\npayoff A:\n    + 1 if A.n "
      "is a\n";
  const Model model = model_from(text);
  const Compiled compiled = compiled_from(model);
  CHECK(compiled.game.num_terminals == 8);
  CHECK(compiled.game.num_outcomes == 8);
  CHECK(compiled.story.odds_rows.size() == 2);
  const Model again = model_from(
      "actor A\nscale heat: low 0 < high 1\nstage \"S\":\n    repeat up to 2 times as r:\n"
      "        A chooses m: a, b\npayoff A:\n    + 1 if A.m is a\n");
  const Compiled twice = compiled_from(again);
  CHECK(twice.game.num_terminals == 4);
  CHECK(twice.game.num_outcomes == 2);
}
