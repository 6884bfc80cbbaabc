#include "demarche/survey/calibrations.h"
#include "demarche/survey/findings.h"
#include "demarche/survey/plays.h"
#include "demarche/survey/ranges.h"
#include "demarche/survey/summary.h"
#include "survey_help.h"

#include <cmath>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

using Drawn = std::vector<double>;

const StoredColumn odds_column{"ask P(A.move is go)", "P(A.move is go)", "share", {}, {}, {}, ""};

const std::string comparing = one_choice_text("precision = 1\n") + R"(ask P(A.move is go)
compare E(A) forcing A.move to go, stay
compare P(A.move is go) across baseline, dear
)";

// Going pays as much as is drawn, staying 0.3 whatever is drawn.
ReadStudy study_of_choices() {
  const std::string question = "compare E(A) forcing A.move to go, stay";
  return made_up(
      DesignKind::Sobol, 400, {"worth"},
      {{question, "go: E(A)", "number", {}, {}, {}, ""}, {question, "stay: E(A)", "number", {}, {}, {}, ""}},
      [](const Drawn& drawn) { return std::vector{drawn[0], 0.3}; }, model_of(comparing));
}

// Likely where the first number is over 0.6, whatever the second.
ReadStudy study_of_box() {
  return made_up(
      DesignKind::Sobol, 1000, {"first", "second"}, {odds_column},
      [](const Drawn& drawn) { return std::vector{drawn[0] > 0.6 ? 0.9 : 0.1}; }, model_of(comparing));
}

}  // namespace

TEST_CASE("a ranking has the Sobol indices on paper, the most important number first") {
  // Variances 1/12 and 4/12 add up: the shares are a fifth and four fifths.
  const ReadStudy study = made_up(DesignKind::Saltelli, 5 * 512, {"idle", "weak", "strong"}, {odds_column},
                                  [](const Drawn& drawn) { return std::vector{(drawn[1] + 2 * drawn[2]) / 3}; });
  const StudyRanking ranking = rank_parameters(study, 0);
  CHECK(ranking.quantity == "P(A.move is go)");
  CHECK(ranking.num_rows == 2560);
  CHECK(ranking.num_independent == 1024);
  REQUIRE(ranking.parameters.size() == 3);
  CHECK(ranking.parameters[0].name == "strong");
  CHECK(ranking.parameters[0].indices->total.value == Approx(0.8).epsilon(0.05));
  CHECK(ranking.parameters[1].name == "weak");
  CHECK(ranking.parameters[1].indices->first.value == Approx(0.2).epsilon(0.1));
  CHECK_FALSE(ranking.parameters[2].indices->total.told_from_zero);
  CHECK_FALSE(ranking.always.has_value());
}

TEST_CASE("what does not vary depends on no number") {
  const ReadStudy study =
      made_up(DesignKind::Sobol, 100, {"idle"}, {odds_column}, [](const Drawn&) { return std::vector{0.25}; });
  const StudyRanking ranking = rank_parameters(study, 0);
  CHECK(ranking.always.value() == Approx(0.25));
  CHECK_FALSE(ranking.parameters.front().pawn.matters);
}

TEST_CASE("a box is the part of the ranges in which a condition holds") {
  const auto box = find_box(study_of_box(), 0, *bound_of("P(A.move is go) > 50%"));
  REQUIRE(box.has_value());
  CHECK(box->num_rows == 1000);
  CHECK(static_cast<double>(box->num_meeting) == Approx(400).epsilon(0.02));
  REQUIRE(box->named.sides.size() == 1);
  CHECK(box->named.sides.front().column == 0);
  CHECK(*box->named.sides.front().at_least == Approx(0.6).epsilon(0.05));
  CHECK(box->named.density > 0.95);
  CHECK(box->parameters.front().name == "first");
  CHECK_FALSE(box->fixed);
}

TEST_CASE("rows that do not count are in no box, no range and no ranking") {
  ReadStudy study = study_of_box();
  for (StoredRow& row : study.rows) row.flags = row.number % 2 == 0 ? not_certified : without_answer;
  CHECK_FALSE(find_box(study, 0, *bound_of("P(A.move is go) > 50%")).has_value());
  CHECK(counting_rows(study).empty());
  const StudySummary summary = summary_of(study);
  CHECK(summary.num_done == 1000);
  CHECK(summary.num_not_certified == 500);
  CHECK(summary.num_without_answer == 500);
  CHECK(summary.answers.front().spread.num == 0);
}

TEST_CASE("each rule has its choice: the best on average need not be the safest") {
  const auto choices = compare_choices(study_of_choices(), "E(A)");
  REQUIRE(choices.size() == 1);
  const StudyChoice& choice = choices.front();
  CHECK(choice.names == std::vector<std::string>{"go", "stay"});
  const ChoiceRecord& go = choice.found.choices[0];
  const ChoiceRecord& stay = choice.found.choices[1];
  CHECK(go.expected == Approx(0.5).epsilon(0.01));
  CHECK(go.best_expected);
  CHECK(stay.best_worst);
  CHECK(go.least_regret);
  CHECK(go.most_regret == Approx(0.3).epsilon(0.02));
  CHECK(stay.share_best == Approx(0.3).epsilon(0.02));
  CHECK(compare_choices(study_of_choices(), "E(B)").empty());
}

TEST_CASE("a summary tells the draws' 90% and whether the best guess lies outside") {
  ReadStudy study = made_up(DesignKind::Sobol, 1000, {"odds"}, {odds_column}, [](const Drawn& drawn) { return drawn; });
  study.rows.push_back({central_row, {0.99}, {0.99}, 0, 1, 1, 0, ""});
  study.card.parameters.front().best = 0.99;
  const StudySummary summary = summary_of(study);
  CHECK(summary.num_done == 1000);
  const StudiedAnswer& answer = summary.answers.front();
  CHECK(answer.spread.low == Approx(0.05).epsilon(0.02));
  CHECK(answer.spread.high == Approx(0.95).epsilon(0.02));
  CHECK(answer.central == 0.99);
  CHECK(is_outside(answer));
  CHECK(summary.leaning == std::vector<std::string>{"odds"});
}

TEST_CASE("answers get the range of their column, and checks the share of the draws that pass") {
  const ReadStudy study =
      made_up(DesignKind::Sobol, 1000, {"odds"}, {odds_column}, [](const Drawn& drawn) { return drawn; });
  Answer check;
  check.question = "ask P(A.move is go)";
  check.of = OfCheck{true, 0, 0.25};
  check.rows.resize(1);
  check.rows.front().label = check.rows.front().quantity = "P(A.move is go)";
  std::vector<Answer> answers{check};
  CHECK(add_ranges(answers, {}, {}, study) == 1);
  CHECK(answers.front().rows.front().draws.value().low == Approx(0.05).epsilon(0.02));
  CHECK(std::get<OfCheck>(answers.front().of).share_passed.value() == Approx(0.25).epsilon(0.02));
}

TEST_CASE("an answer is found by its question, its label or both, and a near name is guessed") {
  const ReadStudy study = study_of_box();
  CHECK(column_of(study, "P(A.move is go)").value() == 0);
  CHECK(column_of(study, "ask P(A.move is go): P(A.move is go)").value() == 0);
  const auto unknown = column_of(study, "P(A.move is goo)");
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error().sentence == "the study has no answer `P(A.move is goo)`");
  CHECK(unknown.error().help == "did you mean `P(A.move is go)`?");
  const auto two = column_of(study_of_choices(), "E(A)");
  REQUIRE_FALSE(two.has_value());
  CHECK(two.error().help == "name one: `go: E(A)`, `stay: E(A)`");
}

TEST_CASE("a column is found by what it is the number of, whatever its words end in") {
  const std::string question = "compare E(A), E(B) forcing A.move to go, stay";
  ReadStudy study = study_of_choices();
  study.card.answers = {{question, "go: E(A)", "number", {}, {}, {}, ""},
                        {question, "stay: E(A)", "number", {}, {}, {}, ""}};
  study.model.questions[1].text = question;
  // Words of a case that end as a quantity does: by its label this would be a column of E(A).
  study.asked = {{{question, "go: E(A)", "E(B)"}, "go: E(A)", "", true, true},
                 {{question, "stay", "E(A)"}, "stay: E(A)", "", true, true}};
  const auto choices = compare_choices(study, "E(A)");
  REQUIRE(choices.size() == 1);
  CHECK(choices.front().names == std::vector<std::string>{"stay"});
  CHECK(column_of_key(study, {question, "stay", "E(A)"}).value() == 1);
  CHECK_FALSE(column_of_key(study, {question, "go", "E(A)"}).has_value());
  CHECK(column_of(study, "E(A)").error().help == "name one: `stay: E(A)`");
}

TEST_CASE("a kept study's columns get the keys of its model's questions, and its own words where it has none") {
  const ReadStudy study = study_of_choices();
  REQUIRE(study.asked.size() == 2);
  CHECK(study.asked[1].key == ColumnKey{"compare E(A) forcing A.move to go, stay", "stay", "E(A)"});
  CHECK(study.asked[1].is_payoff);
  const ReadStudy foreign =
      made_up(DesignKind::Sobol, 10, {"odds"}, {odds_column}, [](const Drawn& drawn) { return drawn; });
  CHECK(foreign.asked.front().key == ColumnKey{"ask P(A.move is go)", "", "P(A.move is go)"});
  CHECK(column_of(foreign, "P(A.move is go)").value() == 0);
}

TEST_CASE("findings say what the rows do not hold") {
  Answer ranking;
  ranking.question = "rank parameters for P(A.move is stay)";
  ranking.of = OfRank{"P(A.move is stay)", 0, {}};
  const std::vector<Condition> conditions{{*bound_of("P(A.move is go) > 50%"), {}}, {*bound_of("E(A) > 1"), {}}};
  const ReadStudy study = study_of_box();
  const ReadFindings found = findings_of(study, {ranking}, conditions);
  CHECK(found.findings.num_rows == 1000);
  CHECK(found.findings.boxes.size() == 1);
  CHECK(found.findings.rankings.empty());
  REQUIRE(found.lacking.size() == 2);
  CHECK(found.lacking[0] == "the study has no answer `P(A.move is stay)` to rank numbers for");
  CHECK(found.lacking[1] == "the study has no answer `E(A)` to look for a box in");
  CHECK(unknown_condition(study, conditions)->sentence == "the study has no answer `E(A)`");
}

TEST_CASE("plays go on until they are all made or nobody wants more") {
  const Solved solved = at_random(one_choice_text("precision = 1\n"));
  const Played all = play_out(solved, {100'000, 7}, {});
  CHECK(all.num_plays == 100'000);
  std::uint64_t num_heard = 0;
  const Played some = play_out(solved, {100'000, 7}, {}, [&](std::uint64_t first, const std::vector<NodeId>& ends) {
    num_heard += ends.size();
    return first == 0;
  });
  CHECK(num_heard == 100'000);
  CHECK(some.num_plays < 100'000);
  CHECK(play_out(solved, {10, 7}, [](const Progress&) { return false; }).num_plays == 0);
}

TEST_CASE("past raids are calibrated class after class, as far as there is time") {
  const std::vector<PastRaids> classes{{"drones", {{10, 9}, {10, 8}}}, {"missiles", {{10, 1}, {10, 2}}}};
  CHECK(calibrate_all(classes, {}).size() == 2);
  const auto some =
      calibrate_all(classes, [](const Progress& progress) { return progress.what != "calibrating missiles"; });
  REQUIRE(some.size() == 1);
  CHECK(some.front().name == "drones");
}
