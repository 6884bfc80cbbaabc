#include "demarche/view/figures.h"

#include "demarche/render/marks.h"
#include "demarche/view/why_words.h"
#include "figures_fixture.h"

#include <doctest/doctest.h>

using namespace demarche;

namespace {

AnswerRow payoff_line(std::string label, double adds) {
  AnswerRow row;
  row.label = std::move(label);
  row.quantity = "Sender.says: loud over quiet";
  row.unit = Unit::Number;
  row.is_payoff = true;
  row.payoff_range = 4;
  row.value = adds;
  return row;
}

Answer reasons_to_draw() {
  Answer answer;
  answer.question = "why Sender.says is loud over quiet";
  OfWhy& why = answer.of.emplace<OfWhy>();
  why.actor = "Sender";
  why.move = "Sender.says";
  why.chosen = "loud";
  why.other = "quiet";
  why.lines = {12, 14, 13};
  why.total = 0.5;
  why.num_sets = 1;
  why.sets = {{"Sender.says | Sender.kind=firm", 1, 0.5}};
  why.next = {{"Receiver.does is yield", 0.8, 0.25, 1, 1, 0.4, 0.1}};
  why.turns = {{"cost", 1, 0, 3, 2.5, 0.1, -0.1, false, false}, {"idle", 1, 0, 3}};
  answer.rows = {payoff_line("2 if Receiver.does is yield", 1.25), payoff_line("- cost", -0.75),
                 payoff_line("idle", 0)};
  return answer;
}

}  // namespace

TEST_CASE("reasons are drawn one after the other, and come to what they add up to") {
  Signalling made = signalling();
  made.answers = {reasons_to_draw()};
  const auto figures = reason_figures(report_of(made));
  REQUIRE(figures.size() == 3);
  CHECK(figures[0].key == "why_1");
  const auto rows = render::rows_in(figures[0].marks, "rows");
  REQUIRE(rows.size() == 3);  // what adds nothing is in the table only
  CHECK(figures[0].table.rows.size() == 4);
  CHECK(render::number_in(rows[0], "to") == 1.25);
  CHECK(render::number_in(rows[1], "from") == 1.25);
  CHECK(render::number_in(rows[1], "to") == 0.5);
  CHECK(render::truth_in(rows[2], "is_total"));
  CHECK(render::number_in(rows[2], "from") == 0);
  CHECK(render::number_in(rows[2], "to") == 0.5);
  CHECK(render::number_in(*figures[0].marks.find("scale"), "high") == 1.25);
}

TEST_CASE("only numbers that turn a choice are drawn among those that would") {
  Signalling made = signalling();
  made.answers = {reasons_to_draw()};
  const auto figures = reason_figures(report_of(made));
  const view::Figure& turns = figures.back();
  CHECK(turns.kind == view::FigureKind::Crossings);
  CHECK(render::rows_in(turns.marks, "rows").size() == 1);
  CHECK(turns.table.rows.size() == 2);
  CHECK(turns.reading == "1 of 2 numbers would turn it alone within its range.");
}

TEST_CASE("a paragraph for a memo says what is preferred, by what, against what, and what would turn it") {
  const Answer answer = reasons_to_draw();
  const OfWhy& why = std::get<OfWhy>(answer.of);
  CHECK(memo_of(answer, why) ==
        "Sender prefers `loud` to `quiet` at `Sender.says` by 0.5: `2 if Receiver.does is yield` (line 12) +1.25; "
        "against it `- cost` (line 14) -0.75. It would turn if `cost` rose above 2.5 (now 1, range 0 to 3).");
}

TEST_CASE("a preference for the other option is told from its side") {
  Answer answer = reasons_to_draw();
  OfWhy why = std::get<OfWhy>(answer.of);
  for (AnswerRow& row : answer.rows) row.value = -row.value;
  why.total = -0.5;
  why.turns.clear();
  CHECK(memo_of(answer, why) ==
        "Sender prefers `quiet` to `loud` at `Sender.says` by 0.5: `2 if Receiver.does is yield` (line 12) +1.25; "
        "against it `- cost` (line 14) -0.75.");
}

TEST_CASE("a preference that the certificate does not bear out is called undecided") {
  const Answer answer = reasons_to_draw();
  OfWhy why = std::get<OfWhy>(answer.of);
  why.undecided = true;
  why.gain_left = 0.6;
  CHECK(
      memo_of(answer, why) ==
      "Whether Sender prefers `loud` to `quiet` at `Sender.says` is undecided: they differ by 0.5, and the certificate "
      "leaves 0.6 open.");
}

TEST_CASE("a search for what turns a choice that was stopped is told as one") {
  Answer answer = reasons_to_draw();
  OfWhy& why = std::get<OfWhy>(answer.of);
  why.num_turns_left = 3;
  CHECK(memo_of(answer, why)
            .ends_with("It would turn if `cost` rose above 2.5 (now 1, range 0 to 3). The search for what "
                       "would turn it was stopped: 2 of 5 numbers were moved through their range."));
  why.turns.clear();
  CHECK(memo_of(answer, why)
            .ends_with("`- cost` (line 14) -0.75. The search for what would turn it was stopped: 0 of 3 "
                       "numbers were moved through their range."));
}

namespace {

Answer carried_answer(double derivative) {
  Answer answer;
  answer.question = "why P(heat is high)";
  AnswerRow row;
  row.quantity = "P(heat is high)";
  row.value = 0.25;
  row.slack = {1e-6, 1e-9};
  answer.rows = {row};
  OfWhyProbability& why = answer.of.emplace<OfWhyProbability>();
  why.moves = {{"Receiver", "Receiver.does", "resist", 1, derivative}};
  why.histories = {{{"Sender.says is loud", "Receiver.does is resist"}, 0.625}, {{"Sender.says is quiet"}, 0.375}};
  why.num_histories = 2;
  return answer;
}

std::string page_with(Answer answer) {
  Signalling made = signalling();
  made.answers = {std::move(answer)};
  return render::html_of(report_page(report_of(made)), {});
}

}  // namespace

TEST_CASE("the histories that make up an answer stand on the page, whether or not a decision carries it") {
  const std::string carried = page_with(carried_answer(0.1));
  CHECK(carried.find("<figure id=\"why_probability_1\"") != std::string::npos);
  const std::string settled = page_with(carried_answer(0));
  CHECK(settled.find("<figure id=\"why_probability_1\"") == std::string::npos);
  CHECK(settled.find("href=\"#why_probability_1\"") == std::string::npos);
  for (const std::string& page : {carried, settled}) {
    CHECK(page.find("62.5%: Sender.says is loud, Receiver.does is resist") != std::string::npos);
    CHECK(page.find("37.5%: Sender.says is quiet") != std::string::npos);
  }
}
