#include "demarche/engine/request_json.h"
#include "demarche/render/json.h"

#include <doctest/doctest.h>

#include <string>

// Claims about requests in JSON: what they say is taken, and nothing that they should not say.
namespace demarche {
namespace {

Sent taken(const std::string& json) {
  const auto sent = read_request(json, {});
  REQUIRE_MESSAGE(sent.has_value(), sent.error().sentence);
  return *sent;
}

std::string refusal_to(const std::string& json) {
  const auto sent = read_request(json, {});
  return sent ? std::string() : sent.error().sentence;
}

}  // namespace

TEST_CASE("a request in JSON says what options say") {
  const Sent sent =
      taken(R"json({"command": "ask", "set": {"war": 2, "peace": -1e-3}, "variant": "dear", "precision": 3,
    "questions": ["P(war)", "E(A)"], "sensitivity": true, "equilibrium": 2, "starts": 7, "seed": 9, "form": "flat",
    "method": "cfr+", "iterations": 12, "max_histories": 1000, "as": "markdown"})json");
  const Request& request = sent.request;
  CHECK(request.errand == Errand::Ask);
  CHECK(request.selection == Selection{"dear", {{"war", 2}, {"peace", -1e-3}}});
  CHECK(request.plan.aim.precision == 3);
  CHECK_FALSE(request.plan.precision_from_model);
  CHECK(request.questions == std::vector<std::string>{"P(war)", "E(A)"});
  CHECK(request.sensitivity);
  CHECK((request.equilibrium == 2 && request.num_starts == 7 && request.seed == 9));
  CHECK(request.plan.form == Form::Flat);
  CHECK(request.plan.method->name == "cfr+");
  CHECK((request.plan.max_iterations == 12 && request.plan.compile.max_histories == 1000));
  CHECK(sent.shown == ShownAs::Markdown);
  CHECK(request.parts == std::vector{view::Part::Data, view::Part::Sections});
  CHECK(taken(R"({"command": "ask", "sensitivity": false})").request.sensitivity == false);
  const Request each = taken(R"({"command": "ask", "equilibria": true, "look": false})").request;
  CHECK((each.under_each && !each.look));
}

TEST_CASE("a strategy comes as a text, and conditions as a list") {
  const Request judged =
      taken(R"({"command": "certify", "strategy": "NE,1,0", "profile": 1, "tolerance": 1e-3})").request;
  REQUIRE(judged.strategy.has_value());
  CHECK((judged.strategy->text == "NE,1,0" && judged.profile == 1 && judged.plan.aim.tolerance == 1e-3));
  CHECK(taken(R"({"command": "simulate", "strategy": "{}"})").request.strategy->text == "{}");
  const Request asked = taken(R"({"command": "ask", "where": ["P(x) > 1%"], "tip": true})").request;
  CHECK((asked.where == std::vector<std::string>{"P(x) > 1%"} && asked.tip));
}

TEST_CASE("what a request leaves out is as usual") {
  Request usual;
  usual.plan.compile.max_histories = 77;
  const auto sent = read_request(R"({"command": "solve"})", usual);
  REQUIRE(sent.has_value());
  CHECK(sent->request.plan.compile.max_histories == 77);
  CHECK(sent->request.plan.precision_from_model);
}

TEST_CASE("a request is sent as it was taken") {
  const std::string json =
      R"json({"command": "ask", "variant": "dear", "set": {"war": 2}, "method": "cfr+", "iterations": 12, "form": "flat",
    "precision": 3, "max_histories": 1000, "seed": 9, "questions": ["P(war)"], "given": "x is y", "forcing": "x to y",
    "without": ["why", "rank"], "sensitivity": true, "equilibrium": 2, "starts": 7, "look": false})json";
  const view::Data sent = request_data(taken(json).request);
  const view::Data again = request_data(taken(render::compact_json_of(sent)).request);
  CHECK(render::compact_json_of(again) == render::compact_json_of(sent));
  for (const char* key : {"variant", "set", "method", "iterations", "form", "precision", "max_histories", "seed",
                          "questions", "given", "forcing", "without", "sensitivity", "equilibrium", "starts", "look"}) {
    INFO(key);
    CHECK(sent.find(key) != nullptr);
  }
}

TEST_CASE("starts are sent where no equilibrium is asked for by number: a model may name one") {
  const view::Data sent = request_data(taken(R"({"command": "ask", "starts": 3})").request);
  REQUIRE(sent.find("starts") != nullptr);
  CHECK(taken(render::compact_json_of(sent)).request.num_starts == 3);
}

TEST_CASE("a report page is asked for in parts, whole or what comes first") {
  const Request whole = taken(R"({"command": "ask", "as": "report"})").request;
  CHECK((whole.report_page && !whole.headlines && whole.parts.empty()));
  const Request first = taken(R"({"command": "ask", "as": "headlines", "without": ["rank", "why"]})").request;
  CHECK((first.report_page && first.headlines && first.without.size() == 4));
  CHECK(taken(R"({"command": "solve", "as": "report"})").request.report_page);
}

TEST_CASE("a request is refused where it says what it should not") {
  for (const char* json : {"",
                           "{",
                           "[]",
                           "3",
                           "{}",
                           R"({"command": 3})",
                           R"({"command": "gess"})",
                           R"({"command": "ask", "plays": 3})",
                           R"({"command": "ask", "seed": -1})",
                           R"({"command": "ask", "seed": 1.5})",
                           R"({"command": "ask", "questions": [1]})",
                           R"({"command": "ask", "questions": {"a": "b"}})",
                           R"({"command": "ask", "set": {"war": null}})",
                           R"({"command": "ask", "seed": 1, "seed": 1})",
                           R"({"command": "solve", "tolerance": 2})",
                           R"({"command": "solve", "precision": 1, "tolerance": 1e-3})",
                           R"({"command": "solve", "as": "html"})",
                           R"({"command": "describe", "as": "csv"})",
                           R"({"command": "check", "set": {}})",
                           R"({"command": "export", "as": "text"})",
                           R"({"command": "solve", "as": "headlines"})",
                           R"({"command": "describe", "as": "report"})",
                           R"({"command": "ask", "without": ["ranks"]})",
                           R"({"command": "ask", "without": "rank"})",
                           R"({"command": "solve", "forcing": "a.b to c"})",
                           R"({"command": "certify", "strategy": {}})",
                           R"({"command": "certify", "precision": 1})",
                           R"({"command": "solve", "where": ["P(x) > 1%"]})",
                           R"({"command": "rows", "design": "grid"})"}) {
    INFO(json);
    CHECK(!refusal_to(json).empty());
  }
  CHECK(refusal_to(R"({"command": "ask", "plays": 3})").find("`plays`") != std::string::npos);
  CHECK(refusal_to(R"({"command": "solve", "form": 1})") == "`form` is not one of `auto`, `flat`, `public`");
}

}  // namespace demarche
