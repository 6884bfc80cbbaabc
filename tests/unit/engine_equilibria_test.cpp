#include "demarche/engine/engine.h"
#include "demarche/render/json.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

// Claims about what `ask` says of other equilibria than the first.
namespace demarche {
namespace {

const std::string two_cars = R"(crisis "Two cars on one road"
actor A
actor B
parameter crash = 5, 3 to 10
precision = 2
stage "Meeting":
    simultaneously:
        A chooses drive: swerve, straight
        B chooses answer: swerve, straight
payoff A:
    1 if A.drive is straight and B.answer is swerve
    -1 if A.drive is swerve and B.answer is straight
    -crash if A.drive is straight and B.answer is straight
payoff B:
    1 if B.answer is straight and A.drive is swerve
    -1 if B.answer is swerve and A.drive is straight
    -crash if B.answer is straight and A.drive is straight
ask P(A.drive is straight)
compare P(B.answer is straight), E(B) forcing A.drive to swerve, straight
rank parameters for P(A.drive is straight)
)";

// Both want to meet, and would rather at the first place; the path goes there without a fold.
const std::string meeting = R"(crisis "A meeting"
actor A
actor B
stage "Where":
    simultaneously:
        A chooses goes: here, there
        B chooses comes: here, there
payoff A:
    2 if A.goes is here and B.comes is here
    1 if A.goes is there and B.comes is there
payoff B:
    2 if A.goes is here and B.comes is here
    1 if A.goes is there and B.comes is there
ask P(A.goes is here)
)";

Request question_request() {
  Request request;
  request.errand = Errand::Ask;
  return request;
}

nlohmann::json told(const std::string& text, const Request& request) {
  Session session = open_session(make_source("model.crisis", text));
  const Result result = run(session, request);
  REQUIRE_MESSAGE(result.page.has_value(), result.message.sentence);
  return nlohmann::json::parse(render::json_of(result.page->data));
}

}  // namespace

TEST_CASE("answers under each equilibrium are those of asking under it alone") {
  Request request = question_request();
  request.under_each = true;
  const nlohmann::json each = told(two_cars, request);
  REQUIRE(each.at("equilibria").size() == 3);
  request.under_each = false;
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(each.at("equilibria").at(k).at("number") == k + 1);
    request.equilibrium = k + 1;
    const nlohmann::json alone = told(two_cars, request);
    for (std::size_t answer = 0; answer < 3; ++answer) {
      const nlohmann::json& rows = each.at("answers").at(answer).at("rows");
      CHECK(each.at("answers").at(answer).at("by_equilibrium") == rows.at(0).at("by_equilibrium"));
      for (std::size_t row = 0; row < rows.size(); ++row)
        CHECK(rows.at(row).at("by_equilibrium").at(k) == alone.at("answers").at(answer).at("rows").at(row).at("value"));
    }
  }
}

TEST_CASE("what leads from one equilibrium to another is told, with its cost") {
  Request request = question_request();
  request.under_each = true;
  const nlohmann::json each = told(meeting, request);
  REQUIRE(each.at("equilibria").size() == 3);
  for (const nlohmann::json& one : each.at("equilibria")) {
    if (one.at("stable") == false || one.at("number") == 1) continue;
    const nlohmann::json& way = one.at("from_first");
    CHECK(way.at("num_changes") == 2);
    REQUIRE(way.at("lead").at("infosets").size() == 1);
    CHECK(way.at("lead").at("cost").get<double>() == doctest::Approx(2).epsilon(1e-4));
    CHECK(way.at("changes").at(0).at("before").at("move") == "here");
    CHECK(way.at("changes").at(0).at("after").at("move") == "there");
  }
}

TEST_CASE("others are told of unasked: by what the path shows, else by a look that changes no answer") {
  const nlohmann::json crossed = told(two_cars, question_request());
  CHECK(crossed.at("other_equilibria").at("likely") == true);
  CHECK(crossed.at("other_equilibria").at("look") == "not_taken");
  CHECK(crossed.at("other_equilibria").at("signs").size() >= 1);
  nlohmann::json looked = told(meeting, question_request());
  CHECK(looked.at("other_equilibria").at("signs").empty());
  CHECK(looked.at("other_equilibria").at("look") == "another");
  Request blind = question_request();
  blind.look = false;
  const nlohmann::json unlooked = told(meeting, blind);
  CHECK_FALSE(unlooked.contains("other_equilibria"));
  looked.erase("other_equilibria");
  CHECK(looked == unlooked);
}

TEST_CASE("a look at a crisis that is too large for a search is taken by replies") {
  // The weather only makes it larger: more than 400 histories.
  std::string larger = meeting;
  const std::size_t stage = larger.find("stage ");
  std::string weather = "stage \"Weather\":\n";
  for (int day = 0; day < 7; ++day) weather += "    chance day" + std::to_string(day) + ": sun 50%, rain rest\n";
  larger.insert(stage, weather);
  const nlohmann::json looked = told(larger, question_request());
  CHECK(looked.at("game").at("nodes").get<int>() > 400);
  CHECK(looked.at("other_equilibria").at("look") == "another");
  CHECK(looked.at("other_equilibria").at("num_starts") == 1);

  // Where both would come here whatever the other does there is nothing to find.
  std::string settled = larger;
  settled.insert(settled.find("payoff B:"), "    9 if A.goes is here\n");
  settled.insert(settled.find("ask P"), "    9 if B.comes is here\n");
  CHECK(told(settled, question_request()).at("other_equilibria").at("look") == "nothing");
}

TEST_CASE("a session that was asked before says the same of other equilibria") {
  Session session = open_session(make_source("model.crisis", meeting));
  const Result first = run(session, question_request());
  const Result second = run(session, question_request());
  REQUIRE((first.page && second.page));
  CHECK(render::json_of(first.page->data) == render::json_of(second.page->data));
}

TEST_CASE("one equilibrium and each cannot be asked about at once") {
  Request request = question_request();
  request.under_each = true;
  request.equilibrium = 2;
  Session session = open_session(make_source("model.crisis", meeting));
  CHECK_FALSE(run(session, request).page.has_value());
}

}  // namespace demarche
