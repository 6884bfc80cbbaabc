#include "demarche/survey/findings.h"
#include "demarche/survey/ranges.h"
#include "demarche/survey/summary.h"
#include "demarche/view/ranking_words.h"
#include "demarche/view/study_words.h"
#include "survey_help.h"

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

using DrawnOfGaps = std::vector<double>;

const std::string conditional =
    one_choice_text("precision = 1\n") + R"(rank parameters for P(A.move is go) given cost > 2
check P(A.move is go) is between 0 and 0.4 given cost > 2
)";

const StoredColumn conditional_column{
    "check P(A.move is go) is between 0 and 0.4 given cost > 2", "P(A.move is go)", "share", {}, {}, {}, ""};

// No number where the first draw is in the lower quarter; elsewhere the second counts.
ReadStudy study_with_gaps(DesignKind design, std::uint64_t num_rows) {
  return made_up(
      design, num_rows, {"cost", "other"}, {conditional_column},
      [](const DrawnOfGaps& drawn) { return std::vector{drawn[0] < 0.25 ? std::nan("") : drawn[1]}; },
      model_of(conditional));
}

bool any_tells(const std::vector<std::string>& sentences, const std::string& words) {
  return std::ranges::any_of(sentences, [&](const std::string& one) { return one.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("rows in which nothing meets the condition are counted and said") {
  const StudySummary summary = summary_of(study_with_gaps(DesignKind::Sobol, 400));
  CHECK(summary.num_without_answer == 0);
  CHECK(summary.answers.front().num_without_number == 100);
  CHECK(summary.answers.front().spread.num == 300);
  CHECK(any_tells(study_remarks(summary), "100 rows have no number for `check P(A.move is go)"));
}

TEST_CASE("a conditional ranking is of the conditional answer, and leaves out blocks that lack a number") {
  const ReadStudy study = study_with_gaps(DesignKind::Saltelli, 4 * 256);
  const auto column = column_of_target(study, "P(A.move is go) given cost > 2");
  REQUIRE(column.has_value());
  const StudyRanking ranking = rank_parameters(study, *column);
  CHECK(ranking.num_without_number > 0);
  CHECK(ranking.num_blocks < 256);
  CHECK(ranking.num_blocks > 100);
  CHECK(ranking.parameters.front().name == "other");
  CHECK(ranking.parameters.front().indices->total.value == Approx(1).epsilon(0.05));
  CHECK(any_tells(ranking_keys(ranking), "have no number, as the condition cannot be met there"));
}

TEST_CASE("the share that passes is of the draws with a number") {
  const ReadStudy study = study_with_gaps(DesignKind::Sobol, 400);
  const Solved solved = solved_model(conditional);
  std::vector<Answer> answers = answer(solved, solved.model.questions, {}).answers;
  REQUIRE(answers.size() == 2);
  add_ranges(answers, solved.model.questions, solved.parameters, study);
  const auto* check = only<OfCheck>(answers[1]);
  REQUIRE(check->share_passed.has_value());
  CHECK(*check->share_passed == Approx(0.4).epsilon(0.02));
  CHECK(answers[1].rows.front().draws->num_without_number == 100);
}
