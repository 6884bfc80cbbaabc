#include "study_help.h"

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

const std::string one_choice = one_choice_text("precision = 1\n") + "variant barred:\n    only A.move: stay\n";

Answered answered_by(const std::string& questions, const Monitor& monitor = {}) {
  const Solved solved = solved_model(one_choice + questions);
  return answer(solved, solved.model.questions, {}, monitor);
}

}  // namespace

TEST_CASE("a sweep solves every point again and passes through the baseline") {
  const Answered answered = answered_by("sweep cost from 0 to 4 in 5 steps: P(A.move is go)\nask P(A.move is go)\n");
  const auto& rows = answered.answers.at(0).rows;
  const auto& sweep = std::get<OfSweep>(answered.answers.at(0).of);
  REQUIRE(rows.size() == 5);
  for (std::size_t k = 0; k < 5; ++k) {
    CHECK(sweep.at.at(k) == static_cast<double>(k));
    CHECK(rows[k].value == Approx(p_go(static_cast<double>(k))).epsilon(1e-9));
    CHECK(rows[k].precision == 1);
  }
  CHECK(rows[2].value == answered.answers.at(1).rows.front().value);
}

TEST_CASE("the model's precision can be swept like any number") {
  const Answered answered = answered_by("sweep precision from 1 to 3 in 3 steps: P(A.move is go)\n");
  const Answer& swept = answered.answers.at(0);
  CHECK(std::get<OfSweep>(swept.of).parameter == "precision");
  for (std::size_t k = 0; k < 3; ++k) CHECK(swept.rows.at(k).precision == std::get<OfSweep>(swept.of).at.at(k));
}

TEST_CASE("rank gives both ends of each range and puts the largest swing first") {
  const Answered answered = answered_by("rank parameters for P(A.move is go)\n");
  const Answer& rank = answered.answers.at(0);
  REQUIRE(rank.rows.size() == 2);
  CHECK(rank.rows[0].label == "cost");
  const OfRank& ranking = std::get<OfRank>(rank.of);
  REQUIRE(ranking.ranges.size() == 2);
  CHECK(ranking.quantity == "P(A.move is go)");
  CHECK(ranking.ranges[0].at_low == Approx(p_go(1)));
  CHECK(ranking.ranges[0].at_high == Approx(p_go(4)));
  CHECK(rank.rows[0].value == Approx(p_go(1) - p_go(4)));
  CHECK(rank.rows[1].value == Approx(0));
  CHECK(ranking.baseline == Approx(0.5));
}

TEST_CASE("variants change the rules and are solved again") {
  const Answered answered = answered_by("compare P(A.move is go) across baseline, dear, barred\n");
  const auto& rows = answered.answers.at(0).rows;
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].value == Approx(0.5));
  CHECK(rows[1].label == "dear");
  CHECK(rows[1].value == Approx(p_go(5)));
  CHECK(rows[2].value == 0);
}

TEST_CASE("a check passes inside its bounds and fails outside them") {
  const Answered answered =
      answered_by("check P(A.move is go) is between 40% and 60%\ncheck P(A.move is go) is between 60% and 90%\n");
  CHECK(std::get<OfCheck>(answered.answers.at(0).of).passed);
  CHECK_FALSE(std::get<OfCheck>(answered.answers.at(1).of).passed);
}

TEST_CASE("an interrupted run keeps the answers it finished") {
  const Monitor stop = [](const Progress& progress) { return progress.what.find("sweep") == std::string_view::npos; };
  const Solved solved =
      solved_model(one_choice + "ask P(A.move is go)\nsweep cost from 0 to 4 in 5 steps: P(A.move is go)\n");
  const Answered answered = answer(solved, solved.model.questions, {}, stop);
  if (answered.interrupted) CHECK(answered.answers.size() == 1);
  else CHECK(answered.answers.size() == 2);  // a game this small may be solved before anybody asks
}

TEST_CASE("options' precision goes before the model's") {
  StudyOptions options;
  options.plan.aim.precision = 2;
  CHECK(solved_model(one_choice, options).solution.precision == 2);
  options.plan.aim.precision = std::nullopt;
  CHECK(solved_model(one_choice, options).solution.precision == 1);
  options.plan.precision_from_model = false;
  CHECK(solved_model(one_choice, options).solution.reason == StopReason::ReachedTolerance);
}
