#include "demarche/point/form.h"
#include "demarche/point/methods.h"
#include "demarche/point/point.h"
#include "study_help.h"

#include <algorithm>
#include <set>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

// Everybody sees every move, and A alone knows how much the prize is worth to it.
const std::string demand = R"(crisis "A demand"
actor A
actor B
parameter cost = 1, 0.5 to 2
private A.worth: high 40%, low 60%
stage "One":
    A chooses claim: ask, leave
stage "Two" if A.claim is ask:
    B chooses reply: yield, stand
stage "Three" if A.claim is ask and B.reply is stand:
    A chooses last: fight, fold
payoff A:
    3 if B.reply is yield
    2 - cost if A.last is fight and A.worth is high
    -cost if A.last is fight and A.worth is low
    -0.5 if A.last is fold
payoff B:
    -2 if B.reply is yield
    -3 if A.last is fight
    1 if A.last is fold
ask P(B.reply is yield)
compare P(B.reply is yield) across baseline, dear
variant dear:
    cost = 1.5
)";

// What questions answer where the crisis is solved by that plan.
std::vector<double> answers_by(const Plan& plan) {
  const Model model = model_of(demand);
  StudyOptions options;
  options.plan = plan;
  const auto solved = solve_model(model, best_guesses(model), plan);
  REQUIRE(solved.has_value());
  std::vector<double> values;
  for (const Answer& answer : answer(*solved, solved->model.questions, options).answers) {
    for (const AnswerRow& row : answer.rows) values.push_back(row.value);
  }
  return values;
}

Plan by(std::string_view method) {
  Plan plan;
  plan.method = method_named(method);
  REQUIRE((plan.method != nullptr));
  return plan;
}

}  // namespace

TEST_CASE("methods have names of their own, and the usual one can all that any method can") {
  std::set<std::string_view> names;
  for (const Method& method : methods()) {
    CAPTURE(method.name);
    CHECK(names.insert(method.name).second);
    CHECK_FALSE(method.words.empty());
    CHECK((method.flat != nullptr));
    CHECK((method_named(method.name) == &method));
    for (const Gift gift : method.gifts) CHECK(gives(usual_method(), gift));
  }
  CHECK((method_named("path") == &usual_method()));
  CHECK((method_named("simplex") == nullptr));
}

TEST_CASE("every method's name and words are in the help") {
  const std::string words = methods_in_words();
  for (const Method& method : methods()) {
    CHECK(words.find(std::string(method.name) + (&method == &usual_method() ? " (the default): " : ": ") +
                     std::string(method.words)) != std::string::npos);
  }
}

TEST_CASE("every method solves and certifies a game from a file") {
  for (const Method& method : methods()) {
    CAPTURE(method.name);
    Plan plan = by(method.name);
    plan.aim.tolerance = 1e-3;
    EfgRead read = read_efg(make_source("pennies.efg", R"(EFG 2 R "Matching pennies" { "A" "B" }
p "" 1 1 "" { "heads" "tails" } 0
p "" 2 1 "" { "heads" "tails" } 0
t "" 1 "" { 1 -1 }
t "" 2 "" { -1 1 }
p "" 2 1 "" { "heads" "tails" } 0
t "" 2
t "" 1
)"));
    REQUIRE(read.file.has_value());
    const auto found = solve(std::move(*read.file), plan);
    REQUIRE(found.has_value());
    const auto& solved = std::get<SolvedFile>(found->solved);
    CHECK(reached(solved.solution.reason));
    CHECK(solved.certificate.max_gain < 0.1);
    CHECK(probability(solved.solution.strategy, ActionId{0}) == Approx(0.5).epsilon(0.05));
  }
}

TEST_CASE("answers over the public tree are those over histories, at other numbers too") {
  for (const double precision : {0.5, 4.0, 10.0}) {
    Plan plan;
    plan.aim.precision = precision;
    plan.form = Form::Flat;
    const std::vector<double> flat = answers_by(plan);
    plan.form = Form::Public;
    const std::vector<double> in_public = answers_by(plan);
    REQUIRE(flat.size() == 3);
    REQUIRE(in_public.size() == 3);
    for (std::size_t k = 0; k < flat.size(); ++k) CHECK(in_public[k] == Approx(flat[k]).epsilon(1e-6));
  }
}

TEST_CASE("a regret minimiser answers questions, and solves afresh at other numbers") {
  Plan plan = by("cfr+");
  plan.aim.tolerance = 1e-4;
  const std::vector<double> answers = answers_by(plan);
  REQUIRE(answers.size() == 3);
  for (const double value : answers) {
    CHECK(value >= 0);
    CHECK(value <= 1);
  }
  CHECK(answers[0] == answers[1]);  // the baseline is asked twice, and solved once
}

TEST_CASE("what a method cannot give is refused with a reason and with what to type") {
  const Plan regret = by("cfr+");
  for (const Gift gift : {Gift::Precision, Gift::Path, Gift::Several, Gift::Following, Gift::Derivatives}) {
    const Wish wish{gift, "--option"};
    CHECK_FALSE(refusal_of(Plan{}, {&wish, 1}).has_value());
    const auto refused = refusal_of(regret, {&wish, 1});
    REQUIRE(refused.has_value());
    CHECK_FALSE(refused->sentence.empty());
    CHECK(refused->help.find("take `--method path`") != std::string::npos);
  }
  Plan in_public = regret;
  in_public.form = Form::Public;
  CHECK(refusal_of(in_public).has_value());
  in_public.method = &usual_method();
  CHECK_FALSE(refusal_of(in_public).has_value());
  const Wish path{Gift::Path, "--trace"};
  CHECK(refusal_of(in_public, {&path, 1}).has_value());
}

TEST_CASE("who takes one chance for all refuses actors who disagree about it, and games without such actors are fine") {
  std::string text = demand;
  text.replace(text.find("stage \"One\""), 0, "B thinks A.worth: high 10%, low rest\n");
  const Model model = model_of(text);
  const auto refused = solve(Varied{model, best_guesses(model)}, by("cfr+"));
  REQUIRE_FALSE(refused.has_value());
  REQUIRE(std::holds_alternative<Refusal>(refused.error()));
  CHECK(std::get<Refusal>(refused.error()).sentence.find("disagree") != std::string::npos);
  CHECK(std::get<Refusal>(refused.error()).help.find("take `--method path`") != std::string::npos);
  CHECK(solve(Varied{model, best_guesses(model)}, {}).has_value());
  Plan in_public;
  in_public.form = Form::Public;
  CHECK(solve(Varied{model, best_guesses(model)}, in_public).has_value());
}

TEST_CASE("the road itself refuses what its plan cannot have") {
  Plan plan = by("mccfr");
  plan.num_starts = 3;
  const Model model = model_of(demand);
  const auto several = solve(Varied{model, best_guesses(model)}, plan);
  REQUIRE_FALSE(several.has_value());
  CHECK(std::get<Refusal>(several.error()).sentence == "several equilibria are looked for along logit paths");
  Plan in_public;
  in_public.form = Form::Public;
  const auto hidden = solve(Varied{model_of(R"(crisis "Unseen"
actor A
actor B
stage "One":
    simultaneously:
        A chooses one: left, right
        B chooses two: left, right
payoff A:
    1 if A.one is left
payoff B:
    1 if B.two is left
)"),
                                   {}},
                            in_public);
  REQUIRE_FALSE(hidden.has_value());
  CHECK(std::get<Refusal>(hidden.error()).sentence.starts_with("the crisis has no public tree: "));
}

TEST_CASE("why actors who disagree are not solved in public is said where the tree is large") {
  const auto with = [](const std::string& levels, const std::string& thought) {
    return model_of(
        "crisis \"Many types\"\nactor A\nactor B\nactor C\nprivate A.t: " + levels +
        " levels from 0 to 1\nprivate B.t: " + levels + " levels from 0 to 1\nprivate C.mood: calm 50%, angry rest\n" +
        thought +
        "stage \"S\":\n    A chooses x: p, q\n    B chooses y: p, q\n    C chooses z: p, q\n    A chooses w: p, q\n"
        "payoff A:\n    A.t if A.x is p and C.z is q\npayoff B:\n    B.t if C.mood is calm and B.y is q\n"
        "payoff C:\n    1 if C.z is p and C.mood is calm and A.w is p\n");
  };
  const std::string tied = "B thinks C.mood: calm 20%, angry rest if A.t is level1\n";
  const std::string plain = "B thinks C.mood: calm 20%, angry rest\n";
  CHECK(why_not_in_public(with("60", tied), {}) ==
        "solved over its histories, as the crisis has no public tree: the odds of `C.mood` depend on the private trait "
        "`A.t`");
  CHECK(why_not_in_public(with("60", plain), {}).empty());
  CHECK(why_not_in_public(with("60", ""), {}).empty());
  CHECK(why_not_in_public(with("6", tied), {}).empty());
  Plan over_histories;
  over_histories.held = Held::OverHistories;
  CHECK(why_not_in_public(with("60", tied), over_histories).empty());
}
