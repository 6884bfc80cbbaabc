#include "demarche/engine/compare.h"
#include "demarche/render/json.h"
#include "demarche/view/answers.h"

#include "study_help.h"

#include <algorithm>
#include <cmath>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

RunNumber number(const std::string& question, double value, double known_to = 1e-9) {
  RunNumber one;
  one.key = {question, "", question};
  one.label = question;
  one.value = value;
  one.known_to = known_to;
  return one;
}

RunNumber ranged(const std::string& question, double value, double low, double high) {
  RunNumber one = number(question, value);
  one.draws = {low, high, false};
  return one;
}

RunSide side(std::vector<RunNumber> numbers) {
  RunSide one;
  one.numbers = std::move(numbers);
  return one;
}

Movement movement_of(const RunNumber& first, const RunNumber& second) {
  return compared(side({first}), side({second})).numbers.at(0).movement;
}

const std::string pledge = R"(crisis "A pledge"
actor Patron
actor Ally
parameter rift = 1, 0 to 3
precision = 2
stage "Pledge":
    Patron chooses word: full, half
    Ally chooses act: strike, wait
payoff Patron:
    -rift if Ally.act is strike
    0.2 if Patron.word is full
payoff Ally:
    1 if Ally.act is strike and Patron.word is full
    -1 if Ally.act is strike and Patron.word is half
ask P(Ally.act is strike)
compare E(Patron) forcing Patron.word to full, half
variant silent:
    only Patron.word: half
)";

Result compared_texts(const std::string& first, const std::string& second, const Selection& selection = {}) {
  Session before = open_session(make_source("a.crisis", first)), after = open_session(make_source("b.crisis", second));
  Request request;
  request.parts = {view::Part::Sections};
  return compare(RunNow{"a.crisis", &before, {}}, RunNow{"b.crisis", &after, selection}, request);
}

const view::Data& in_page(const view::Data& data, std::string_view key) {
  const view::Data* found = data.find(key);
  REQUIRE(found != nullptr);
  return *found;
}

}  // namespace

TEST_CASE("an answer moved where certificates do not explain it, and beyond ranges where both lie outside") {
  CHECK(movement_of(number("q", 0.5), number("q", 0.5 + 1e-10)) == Movement::None);
  CHECK(movement_of(number("q", 0.5), number("q", 0.5 + 1e-8)) == Movement::Beyond);
  CHECK(movement_of(number("q", 0.5, 0.01), number("q", 0.505)) == Movement::None);
  CHECK(movement_of(ranged("q", 0.5, 0.4, 0.6), ranged("q", 0.55, 0.45, 0.7)) == Movement::WithinRanges);
  CHECK(movement_of(ranged("q", 0.5, 0.4, 0.6), ranged("q", 0.65, 0.45, 0.7)) == Movement::Beyond);
  CHECK(movement_of(number("q", 0.5), ranged("q", 0.65, 0.45, 0.7)) == Movement::WithinRanges);
  CHECK(movement_of(number("q", std::nan("")), number("q", 0.5)) == Movement::Beyond);
  CHECK(movement_of(number("q", std::nan("")), number("q", std::nan(""))) == Movement::None);
}

TEST_CASE("numbers are paired by their question, and repeated ones in their order") {
  const RunComparison found = compared(side({number("a", 1), number("b", 2), number("a", 3)}),
                                       side({number("a", 1), number("a", 4), number("c", 5)}));
  REQUIRE(found.numbers.size() == 2);
  CHECK(found.numbers[0].movement == Movement::None);
  CHECK(found.numbers[1].by == Approx(1));
  REQUIRE(found.only_first.size() == 1);
  CHECK(found.only_first[0].key.question == "b");
  REQUIRE(found.only_second.size() == 1);
  CHECK(found.only_second[0].key.question == "c");
}

TEST_CASE("strategies are compared set by set, and the largest change by reach comes first") {
  RunSide first, second;
  first.choices = {{"A", "A.x", 1, {{"l", 0.5}, {"r", 0.5}}},
                   {"A", "A.y", 0.1, {{"l", 1}, {"r", 0}}},
                   {"B", "B.z", 1, {{"l", 0.3}}}};
  second.choices = {{"A", "A.x", 1, {{"l", 0.3}, {"r", 0.7}}},
                    {"A", "A.y", 0.2, {{"l", 0}, {"r", 1}}},
                    {"B", "B.w", 1, {{"l", 0.3}}}};
  const RunComparison found = compared(first, second);
  REQUIRE(found.actors);
  const ActorChange& actor = found.actors->at(0);
  REQUIRE(actor.changes.size() == 2);
  CHECK(actor.changes[0].place == "A.x");
  CHECK(actor.changes[0].weight() == Approx(0.2));
  CHECK(actor.changes[1].weight() == Approx(0.2));
  CHECK(found.actors->at(1).changes.empty());
  CHECK(found.sets_only_first == 1);
  CHECK(found.sets_only_second == 1);
}

TEST_CASE("two versions of a model: which answers moved, whose strategy, which lines") {
  std::string dearer = pledge;
  dearer.replace(dearer.find("rift = 1"), 8, "rift = 2");
  const Result result = compared_texts(pledge, dearer);
  REQUIRE(result.page);
  const view::Data& data = result.page->data;
  CHECK(std::get<std::string>(in_page(data, "text_diff").value()).find("-parameter rift = 1") != std::string::npos);
  CHECK(std::get<bool>(in_page(data, "same_model").value()) == false);
  const auto& answers = std::get<view::Data::List>(in_page(data, "answers").value());
  REQUIRE(answers.size() == 3);
  CHECK(std::get<std::string>(in_page(answers[0], "moved").value()) == "beyond");
  const view::Data same = compared_texts(pledge, pledge).page->data;
  for (const view::Data& answer : std::get<view::Data::List>(in_page(same, "answers").value()))
    CHECK(std::get<std::string>(in_page(answer, "moved").value()) == "none");
}

TEST_CASE("a variant against the baseline: its lines stand for the text, and a move that is not to be had has none") {
  const Result result = compared_texts(pledge, pledge, {"silent", {}});
  REQUIRE(result.page);
  const view::Data& data = result.page->data;
  CHECK(std::get<bool>(in_page(data, "same_model").value()));
  CHECK_FALSE(std::get<bool>(in_page(data, "same_options").value()));
  CHECK(in_page(in_page(data, "second"), "rules").size() == 2);
}

TEST_CASE("a result that was kept as JSON is the same as the run that wrote it") {
  Session session = open_session(make_source("a.crisis", pledge));
  Request request;
  request.errand = Errand::Ask;
  const Result asked = run(session, request);
  REQUIRE(asked.page);
  const auto kept = side_of_json("a.json", render::json_of(asked.page->data));
  REQUIRE(kept.has_value());
  const Result result = compare(*kept, RunNow{"a.crisis", &session, {}}, Request{});
  const auto& answers = std::get<view::Data::List>(in_page(result.page->data, "answers").value());
  REQUIRE(answers.size() == 3);
  for (const view::Data& answer : answers) CHECK(std::get<std::string>(in_page(answer, "moved").value()) == "none");
  CHECK(in_page(result.page->data, "only_first").size() == 0);
  CHECK(in_page(result.page->data, "strategies").is_nothing());
}

TEST_CASE("what is no result is refused with what to type") {
  for (const std::string text : {"", "{", "[1]", R"({"kind": "symbols"})", R"({"schema": 1})"}) {
    const auto side = side_of_json("x.json", text);
    REQUIRE_FALSE(side.has_value());
    CHECK(side.error().sentence.find("x.json") != std::string::npos);
    CHECK(side.error().help.find("--json") != std::string::npos);
  }
}

TEST_CASE("columns of a study that was kept as JSON are found among the answers of a model") {
  const auto kept = side_of_json("study.json", R"json({"kind": "study", "answers": [
    {"question": "ask P(Ally.act is strike)", "label": "P(Ally.act is strike)", "unit": "share", "best_guess": 0.5},
    {"question": "compare E(Patron) forcing Patron.word to full, half", "label": "full: E(Patron)", "best_guess": 1},
    {"question": "ask belief of Ally about Patron.kind given Patron.word is full", "label": "firm", "best_guess": 0.25}
  ]})json");
  REQUIRE(kept.has_value());
  REQUIRE(kept->numbers.size() == 3);
  CHECK(kept->numbers[0].key == ColumnKey{"ask P(Ally.act is strike)", "", "P(Ally.act is strike)"});
  CHECK(kept->numbers[1].key.of_case == "full");
  CHECK(kept->numbers[1].key.quantity == "E(Patron)");
  CHECK(kept->numbers[2].key.of_case == "firm");
  CHECK(kept->numbers[2].key.quantity == "Patron.kind");
}

TEST_CASE("two games from files: what each actor gets, and sets of one name in their order") {
  const std::string game = R"(EFG 2 R "doubles" { "A" "B" }
p "" 1 1 "same" { "l" "r" } 0
p "" 2 1 "" { "x" "y" } 0
p "" 1 2 "same" { "l" "r" } 0
t "" 1 "" { 3, 1 }
t "" 2 "" { 0, 0 }
t "" 3 "" { 1, 0 }
t "" 4 "" { 2, 3 }
)";
  std::string poorer = game;
  poorer.replace(poorer.find("{ 3, 1 }"), 8, "{ -3, 1 }");
  Session before = open_session(make_source("a.efg", game)), after = open_session(make_source("b.efg", poorer));
  const Result same = compare(RunNow{"a.efg", &before, {}}, RunNow{"a.efg", &before, {}}, Request{});
  const view::Data& alike = in_page(same.page->data, "strategies");
  CHECK(std::get<std::uint64_t>(in_page(alike, "only_first").value()) == 0);
  CHECK(std::get<std::uint64_t>(in_page(alike, "only_second").value()) == 0);

  Request solved;
  solved.errand = Errand::Solve;
  const auto kept = side_of_json("a.json", render::json_of(run(before, solved).page->data));
  REQUIRE(kept.has_value());
  for (const RunInput& first : {RunInput(RunNow{"a.efg", &before, {}}), RunInput(*kept)}) {
    const Result result = compare(first, RunNow{"b.efg", &after, {}}, Request{});
    const auto& answers = std::get<view::Data::List>(in_page(result.page->data, "answers").value());
    REQUIRE(answers.size() == 2);
    CHECK(std::get<std::string>(in_page(answers[0], "question").value()) == "ask E(A)");
    CHECK(std::get<double>(in_page(answers[0], "first").value()) == Approx(3).epsilon(1e-6));
    CHECK(std::get<double>(in_page(answers[0], "second").value()) == Approx(2).epsilon(1e-6));
    const auto& actors =
        std::get<view::Data::List>(in_page(in_page(result.page->data, "strategies"), "actors").value());
    const auto& changes = std::get<view::Data::List>(in_page(actors.at(0), "changes").value());
    REQUIRE(changes.size() == 2);
    for (const view::Data& change : changes) CHECK(std::get<double>(in_page(change, "first").value()) > 0.99);
  }
}
