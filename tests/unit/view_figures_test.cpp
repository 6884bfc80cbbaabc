#include "demarche/view/figures.h"

#include "demarche/render/marks.h"
#include "demarche/view/figure_parts.h"
#include "figures_fixture.h"

#include <doctest/doctest.h>

using namespace demarche;

namespace {

AnswerRow number_row(double value, double payoff_range) {
  AnswerRow row;
  row.unit = Unit::Number;
  row.is_payoff = true;
  row.payoff_range = payoff_range;
  row.value = value;
  return row;
}

double span_of(const view::Data& scale) { return render::number_in(scale, "high") - render::number_in(scale, "low"); }

Answer ranking_to_draw(double most, double least) {
  Answer answer;
  answer.question = "rank parameters for P(heat is high)";
  OfRank& ranking = answer.of.emplace<OfRank>("P(heat is high)", 0.5);
  for (const double swing : {most, least}) {
    AnswerRow row;
    row.label = swing == most ? "weight" : "idle";
    row.quantity = "P(heat is high)";
    row.value = swing;
    answer.rows.push_back(row);
    ranking.ranges.push_back({1, 3, 0.5, 0.5 + swing});
  }
  return answer;
}

}  // namespace

TEST_CASE("an axis is never so short that nothing to speak of fills it") {
  CHECK(span_of(scale_over(number_row(0.573, 1), {0.573, 0.5731}, Beginning::AtZero)) == doctest::Approx(0.01));
  CHECK(span_of(scale_over(number_row(0.1, 1), {0.1, 0.9}, Beginning::AtZero)) == doctest::Approx(0.8));
  AnswerRow share;
  CHECK(span_of(scale_over(share, {0.45, 0.4501}, Beginning::AtTheLeast)) == doctest::Approx(0.01));
  const view::Data at_the_end = scale_over(share, {1, 1}, Beginning::AtTheLeast);
  CHECK(render::number_in(at_the_end, "high") == 1);
  CHECK(render::number_in(at_the_end, "low") == doctest::Approx(0.99));
  CHECK(render::number_in(scale_over(share, {0.4, 0.6}, Beginning::AtZero), "low") == 0);
  CHECK(span_of(scale_over(share, {std::nan("")}, Beginning::AtZero)) == doctest::Approx(0.01));
}

TEST_CASE("a ranking draws what moves the answer, and says how many numbers do not") {
  Signalling made = signalling();
  made.answers = {ranking_to_draw(0.2, 1e-6)};
  const auto figures = tornado_figures(report_of(made));
  REQUIRE(figures.size() == 1);
  REQUIRE(render::rows_in(figures[0].marks, "rows").size() == 1);
  CHECK(figures[0].table.rows.size() == 2);
  CHECK(figures[0].note == "1 number that moves nothing is in the table only.");
  made.answers = {ranking_to_draw(0, 0)};
  CHECK(tornado_figures(report_of(made)).empty());
}

TEST_CASE("a comparison is one matrix: a column a quantity, each on its own scale, a row a case") {
  Signalling made = signalling();
  Answer answer;
  answer.question = "compare P(heat is high), E(Receiver) forcing Sender.says to loud, quiet";
  answer.of = OfCompare();
  for (const char* label : {"loud", "quiet"}) {
    for (const char* quantity : {"P(heat is high)", "E(Receiver)"}) {
      AnswerRow row = quantity[0] == 'P' ? AnswerRow{} : number_row(2, 10);
      row.label = label;
      row.quantity = quantity;
      answer.rows.push_back(row);
    }
  }
  made.answers = {answer};
  const auto figures = comparison_figures(report_of(made));
  REQUIRE(figures.size() == 1);
  CHECK(render::rows_in(figures[0].marks, "cases").size() == 2);
  const auto quantities = render::rows_in(figures[0].marks, "quantities");
  REQUIRE(quantities.size() == 2);
  CHECK(render::text_in(*quantities[1].find("scale"), "unit") == "number");
  CHECK(render::rows_in(quantities[1], "cells").size() == 2);
}

TEST_CASE("small boxes of the flow are listed beside it") {
  Signalling made = signalling();
  auto& logs = made.solved.solution.strategy.log_probability;
  logs[ActionId{std::size_t{4}}] = std::log(0.95), logs[ActionId{std::size_t{5}}] = std::log(0.05);
  logs[ActionId{std::size_t{6}}] = std::log(0.95), logs[ActionId{std::size_t{7}}] = std::log(0.05);
  const auto figures = flow_figures(report_of(made));
  REQUIRE(figures.size() == 1);
  REQUIRE(figures[0].beside.size() == 1);
  CHECK(view::plain(figures[0].beside[0]) == "Receiver.does: resist 5.0%");
}
