#include "figures_fixture.h"

#include <doctest/doctest.h>
#include <map>
#include <nlohmann/json.hpp>

using namespace demarche;

namespace {

AnswerRow row(std::string label, std::string quantity, double value) {
  AnswerRow made;
  made.label = std::move(label);
  made.quantity = std::move(quantity);
  made.value = value;
  return made;
}

void add_answers(Signalling& made) {
  made.answers.push_back({.question = "compare P(heat is high) forcing Sender.says to loud, quiet",
                          .odds_of = {},
                          .of = OfCompare(),
                          .rows = {row("loud", "P(heat is high)", 0.2), row("quiet", "P(heat is high)", 0.75)},
                          .remarks = {}});
  made.answers.push_back({.question = "rank parameters for P(heat is high)",
                          .odds_of = {},
                          .of = OfRank{"P(heat is high)", 0.25, {{1, 3, 0.1, 0.4}}},
                          .rows = {row("weight", "P(heat is high)", 0.3)},
                          .remarks = {}});
  made.answers.push_back({.question = "sweep weight from 1 to 3 in 2 steps: P(heat is high)",
                          .odds_of = {},
                          .of = OfSweep{"weight", {1, 3}, 0.25},
                          .rows = {row("1", "P(heat is high)", 0.1), row("3", "P(heat is high)", 0.4)},
                          .remarks = {}});
}

// A choice's reasons, and the decision that an answer hangs on.
void add_reasons(Signalling& made) {
  OfWhy why;
  why.chosen = "loud";
  why.other = "quiet";
  why.lines = {12};
  why.total = 0.3;
  why.next = {{"Receiver.does is yield", 0.8, 0.25, 1, 1, 0.2, 0.1}};
  why.turns = {{"cost", 1, 0, 3, 2.5, 0.1, -0.1, false, false}};
  AnswerRow line = row("2 if Receiver.does is yield", "Sender.says: loud over quiet", 0.3);
  line.unit = Unit::Number;
  line.payoff_range = 4;
  made.answers.push_back(
      {.question = "why Sender.says is loud", .odds_of = {}, .of = why, .rows = {line}, .remarks = {}});
  OfWhyProbability carried;
  carried.moves = {{"Sender", "Sender.says", "loud", 0.66, 0.1}};
  made.answers.push_back({.question = "why P(heat is high)",
                          .odds_of = {},
                          .of = carried,
                          .rows = {row("P(heat is high)", "P(heat is high)", 0.25)},
                          .remarks = {}});
}

bool names_an_address(const nlohmann::json& value) {
  if (value.is_object() && value.contains("url")) return true;
  if (!value.is_structured()) return false;
  for (const auto& inner : value) {
    if (names_an_address(inner)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("every kind of figure is drawn once for what a report holds") {
  Signalling made = signalling();
  add_answers(made);
  add_reasons(made);
  std::vector<std::string> names;
  for (const view::Figure& figure : figures_of(report_of(made))) names.push_back(figure.key);
  CHECK(names == std::vector<std::string>{"comparison_1", "sight", "flow", "ladder_1", "why_1", "why_next_1",
                                          "why_turns_1", "why_probability_1", "ranking_1", "sweep_1", "beliefs_1"});
}

TEST_CASE("every specification is Vega-Lite 6, says what it shows, and loads nothing") {
  Signalling made = signalling();
  add_answers(made);
  add_reasons(made);
  const auto specifications = specifications_of(report_of(made));
  for (const auto& [name, specification] : specifications.items()) {
    CAPTURE(name);
    CHECK(specification["$schema"] == "https://vega.github.io/schema/vega-lite/v6.json");
    CHECK(specification["description"].get<std::string>().size() > 20);
    CHECK(specification["data"]["values"].size() > 0);
    CHECK_FALSE(names_an_address(specification));
  }
}

TEST_CASE("the drawn boxes of a step sum to one and do not overlap") {
  Signalling made = signalling();
  const auto specifications = specifications_of(report_of(made));
  std::map<int, double> sums, edges;
  for (const auto& box : specifications["flow"]["data"]["values"]) {
    const int step = box["order"];
    sums[step] += box["probability"].get<double>();
    CHECK(box["left"].get<double>() >= edges[step] - 1e-6);
    CHECK(box["right"].get<double>() <= 1 + 1e-6);
    edges[step] = box["right"].get<double>();
  }
  REQUIRE(sums.size() == 2);
  for (const auto& [step, sum] : sums) CHECK(sum == doctest::Approx(1));
}

TEST_CASE("bytes that are not text do not break a specification") {
  Signalling made = signalling("Send\xffr");
  CHECK(nlohmann::json::accept(render::vega_lite_of(report_page(report_of(made)))));
}
