#include "demarche/draw/pawn.h"
#include "demarche/draw/slack.h"
#include "demarche/draw/sobol_indices.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace demarche;

namespace {

// 0.4 but for what rounding makes of it, which hangs on the number drawn.
std::vector<double> rounded_constant(std::size_t num_rows) {
  std::vector<double> answers;
  for (std::size_t row = 0; row < num_rows; ++row) answers.push_back(0.4 + 1e-16 * static_cast<double>(row % 4));
  return answers;
}

}  // namespace

TEST_CASE("what rounding moves does not vary, what is small does") {
  const AnswerSlack slack = slack_of(1, std::nullopt);
  CHECK(does_not_vary(rounded_constant(40), slack));
  CHECK(does_not_vary({0.4, std::nan(""), 0.4 + 5e-10}, slack));
  CHECK_FALSE(does_not_vary({1e-6, 2e-6}, slack));
  CHECK_FALSE(does_not_vary({std::nan("")}, slack));
}

TEST_CASE("in the limit an answer is known to its certificate, and no tolerance lets it pass a bound") {
  const AnswerSlack limit = slack_of(1, 0.05);
  CHECK(does_not_vary({0.40, 0.44}, limit));
  CHECK_FALSE(holds(BoundSign::AtMost, 0.43, 0.40, limit));
  CHECK(holds(BoundSign::AtMost, 0.40 + 5e-7, 0.40, limit));
}

TEST_CASE("slack goes with the size of a number") {
  CHECK(does_not_vary({1e6, 1e6 + 1e-4}, slack_of(1e6, std::nullopt)));
  CHECK_FALSE(does_not_vary({1e-6, 1e-6 + 1e-10}, slack_of(1e-6, std::nullopt)));
}

TEST_CASE("each bound means what it says, its end included or not") {
  const AnswerSlack slack = slack_of(1, std::nullopt);
  const double at = 0.1 + 0.2;  // 0.30000000000000004
  CHECK_FALSE(holds(BoundSign::Above, at, 0.3, slack));
  CHECK(holds(BoundSign::AtLeast, at, 0.3, slack));
  CHECK_FALSE(holds(BoundSign::Below, at, 0.3, slack));
  CHECK(holds(BoundSign::AtMost, at, 0.3, slack));
  CHECK(holds(BoundSign::Above, 0.31, 0.3, slack));
  CHECK_FALSE(holds(BoundSign::AtMost, 0.31, 0.3, slack));
  CHECK_FALSE(holds(BoundSign::AtLeast, std::nan(""), 0.3, slack));
  CHECK(is_between(at, 0.3, 0.3, slack));
}

TEST_CASE("an answer that does not vary depends on nothing, by any measure") {
  const std::vector<double> answers = settled(rounded_constant(60), slack_of(1, std::nullopt));
  for (const double answer : answers) CHECK(answer == answers.front());
  for (const SobolIndices& one : sobol_indices(answers, 1, {})) {
    CHECK_FALSE(one.total.told_from_zero);
    CHECK(one.total.high == 0);
  }
  std::vector<double> inputs;
  for (std::size_t row = 0; row < answers.size(); ++row) inputs.push_back(static_cast<double>(row % 4));
  const Pawn pawn = pawn_of(inputs, answers);
  CHECK_FALSE(pawn.matters);
  CHECK(pawn.most == 0);
}

TEST_CASE("what varies stays apart, and only what lies within rounding is made equal") {
  const std::vector<double> answers =
      settled({0.2, 0.7, 0.2 + 1e-13, 0.7 - 1e-13, std::nan("")}, slack_of(1, std::nullopt));
  CHECK(answers[0] == answers[2]);
  CHECK(answers[1] == answers[3]);
  CHECK(answers[1] - answers[0] == doctest::Approx(0.5));
  CHECK(std::isnan(answers[4]));
}
