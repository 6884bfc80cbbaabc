#include "demarche/view/charts_play.h"
#include "charts_fixture.h"

#include <doctest/doctest.h>
#include <limits>

using namespace demarche;

TEST_CASE("the flow of play leaves private traits out and averages over them") {
  Signalling made = signalling();
  const demarche::Play play = play_of(report_of(made));
  REQUIRE(play.columns.size() == 2);
  CHECK(play.columns[0].values == std::vector<std::string>{"loud", "quiet"});
  CHECK(play.columns[0].probabilities[0] == doctest::Approx(0.6 * 0.9 + 0.4 * 0.3));
  CHECK(play.columns[1].probabilities[0] == doctest::Approx(0.66 * 0.8 + 0.34 * 0.25));
}

TEST_CASE("values of a step and links between steps each sum to one") {
  Signalling made = signalling();
  const demarche::Play play = play_of(report_of(made));
  for (const PlayColumn& column : play.columns) {
    double sum = 0;
    for (const double p : column.probabilities) sum += p;
    CHECK(sum == doctest::Approx(1));
  }
  double links = 0;
  for (const PlayLink& link : play.links) links += link.probability;
  CHECK(links == doctest::Approx(1));
}

TEST_CASE("a scale's final levels weigh the histories that end there") {
  Signalling made = signalling();
  const auto ends = scale_ends(report_of(made));
  REQUIRE(ends.size() == 1);
  CHECK(ends[0].probabilities[0] == doctest::Approx(0.66 * 0.8 + 0.34 * 0.25));
  CHECK(ends[0].probabilities[0] + ends[0].probabilities[1] == doctest::Approx(1));
}

TEST_CASE("beliefs after a message follow Bayes' rule") {
  Signalling made = signalling();
  const auto messages = message_beliefs(report_of(made));
  REQUIRE(messages.size() == 1);
  REQUIRE(messages[0].hearers == std::vector<ActorId>{ActorId{std::size_t{1}}});
  CHECK(messages[0].before[0] == doctest::Approx(0.6));
  CHECK(messages[0].after[0].beliefs[0] == doctest::Approx(0.54 / 0.66));
  CHECK(messages[0].after[1].beliefs[0] == doctest::Approx(0.06 / 0.34));
  CHECK_FALSE(messages[0].after[0].off_path);
}

TEST_CASE("a message that is never sent keeps the belief its trembles imply, and is marked") {
  Signalling made = signalling();
  auto& logs = made.solved.solution.strategy.log_probability;
  logs[ActionId{std::size_t{0}}] = logs[ActionId{std::size_t{2}}] = 0;
  logs[ActionId{std::size_t{1}}] = -2000;                  // firm: quiet
  logs[ActionId{std::size_t{3}}] = -2000 + std::log(3.0);  // soft: three times as often
  const auto messages = message_beliefs(report_of(made));
  CHECK(messages[0].after[1].off_path);
  CHECK(messages[0].after[1].beliefs[0] == doctest::Approx(0.6 / (0.6 + 3 * 0.4)));
}
