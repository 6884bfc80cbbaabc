#include "seats_help.h"

#include "demarche/engine/engine.h"
#include "demarche/engine/play_log.h"
#include "demarche/engine/request_json.h"

#include <doctest/doctest.h>

#include <string>

namespace demarche {
namespace {

Result played(Session& session, const std::string& json) {
  const auto sent = read_request(json, {});
  REQUIRE_MESSAGE(sent.has_value(), sent.error().sentence);
  return run(session, sent->request);
}

std::string kind_of(const Result& result) {
  REQUIRE(result.page.has_value());
  const view::Data* kind = result.page->data.find("kind");
  return kind ? std::get<std::string>(kind->value()) : std::string();
}

std::string why_unread(const std::string& json) {
  const auto sent = read_request(json, {});
  return sent ? std::string() : sent.error().sentence;
}

const std::string as_b = R"({"command": "play", "seats": ["B"], "seed": 3, "precision": null, "variant": null)";

TEST_CASE("a play is asked for as a request, and what is null is as if it were not said") {
  Session session = open_session(make_source("starter.crisis", test::example_text("starter.crisis")));
  CHECK(kind_of(played(session, as_b + "}")) == "seat");
  CHECK(kind_of(played(session, R"({"command": "play", "seats": ["A", "B"]})")) == "sitting");
  CHECK(kind_of(played(session, R"({"command": "play", "seats": ["A", "B"], "for": "A"})")) == "seat");
  const std::string moved = as_b + R"(, "moves": [{"seat": "B", "option": "concede", "belief": 0.4}])";
  CHECK(kind_of(played(session, moved + R"(, "debrief": true})")) == "debrief");
  CHECK(kind_of(played(session, moved + R"(, "log": true})")) == "play log");
}

TEST_CASE("a play that cannot be is refused in a sentence") {
  Session session = open_session(make_source("starter.crisis", test::example_text("starter.crisis")));
  const auto sentence = [&](const std::string& json) { return played(session, json).message.sentence; };
  CHECK(sentence(R"({"command": "play"})") == "nobody is named whom a person plays");
  CHECK(sentence(R"({"command": "play", "seats": ["C"]})") == "no actor is called `C`");
  CHECK(sentence(R"({"command": "play", "seats": ["A", "A"]})") == "`A` is named twice");
  CHECK(sentence(as_b + R"(, "for": "A"})") == "nobody has the seat of `A`");
  CHECK(sentence(as_b + R"(, "debrief": true})") == "the story is not over: there is nothing to look back on");
  CHECK(why_unread(as_b + R"(, "moves": [{"seat": "B"}]})").starts_with("`moves` is not a list of moves"));
  CHECK(why_unread(as_b + R"(, "moves": [{"seat": "B", "option": "x", "belief": 2}]})").starts_with("`moves` is not"));
  CHECK(why_unread(as_b + R"(, "as": "csv"})") == "this command has no table");
}

TEST_CASE("a log says how it goes on: the same play, line by line") {
  Session session = open_session(make_source("starter.crisis", test::example_text("starter.crisis")));
  const Result logged =
      played(session, as_b + R"(, "moves": [{"seat": "B", "option": "concede", "belief": 0.4}], "log": true})");
  std::string text;
  for (const view::Data& event : std::get<view::Data::List>(logged.page->data.find("events")->value()))
    text += render::compact_json_of(event) + "\n";
  const auto read = read_play_log(text + "{\"event\":\"st", {});
  REQUIRE(read.has_value());
  CHECK(read->request.play.seats == std::vector<std::string>{"B"});
  CHECK(read->request.seed == 3);
  REQUIRE(read->request.play.moves.size() == 1);
  CHECK(read->request.play.moves.front().option == "concede");
  CHECK(read->request.play.moves.front().belief == 0.4);
  Request again = read->request;
  again.play.show = PlayAsked::Show::Log;
  CHECK(render::compact_json_of(run(session, again).page->data) == render::compact_json_of(logged.page->data));
  CHECK_FALSE(read_play_log("", {}).has_value());
  CHECK_FALSE(read_play_log("{}\n", {}).has_value());
  CHECK_FALSE(read_play_log(text + "no event\n", {}).has_value());
}

}  // namespace
}  // namespace demarche
