#include "demarche/render/marks.h"
#include "demarche/view/actor_codes.h"
#include "demarche/view/figures.h"
#include "demarche/view/folded_game.h"
#include "demarche/view/seen.h"
#include "figures_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace demarche;

namespace {

std::string cell_text(const view::Figure& figure, std::size_t row, std::size_t column) {
  return view::plain(figure.table.rows.at(row).at(column).words);
}

std::vector<double> numbers_of(const view::Data& record, const char* key) {
  std::vector<double> numbers;
  for (const view::Data& one : render::rows_in(record, key)) numbers.push_back(render::mark_number(one));
  return numbers;
}

Model with_actors(std::initializer_list<const char*> names) {
  Model model;
  for (const char* name : names) model.actors.push_back({name, name, {}});
  return model;
}

AnswerRow row_asked_for(double value) {
  AnswerRow row;
  row.quantity = row.label = "P(heat is high)";
  row.value = value;
  return row;
}

void ask(Signalling& made, const char* question, AnswerRow row) {
  made.answers.push_back({.question = question, .odds_of = {}, .of = OfAsk(), .rows = {std::move(row)}, .remarks = {}});
}

}  // namespace

TEST_CASE("actors are told apart by as few letters as do, or by number") {
  CHECK(actor_codes(with_actors({"Iran", "US", "Israel"})) == std::vector<std::string>{"Ir", "U", "Is"});
  CHECK(actor_codes(with_actors({"member_1", "member_2", "A"})) == std::vector<std::string>{"1", "2", "A"});
  CHECK(actor_codes(with_actors({"US", "USSR"})) == std::vector<std::string>{"US", "USS"});
  CHECK(actor_codes(with_actors({"Left", "Lefty"})) == std::vector<std::string>{"1", "2"});
}

TEST_CASE("who sees what has a lane for chance and each actor, and a row for each step") {
  Signalling made = signalling();
  const auto figures = sight_figures(report_of(made));
  REQUIRE(figures.size() == 1);
  CHECK(render::rows_in(figures[0].marks, "lanes").size() == 3);
  const auto rows = render::rows_in(figures[0].marks, "rows");
  REQUIRE(rows.size() == 6);  // the trait, the word and the answer, each below a heading
  CHECK(numbers_of(rows[1], "acts") == std::vector<double>{0});
  CHECK(numbers_of(rows[1], "sees") == std::vector<double>{1});
  CHECK(numbers_of(rows[3], "acts") == std::vector<double>{1});
  CHECK(numbers_of(rows[3], "sees") == std::vector<double>{2});
  CHECK(cell_text(figures[0], 1, 1) == "sees");
  CHECK(cell_text(figures[0], 1, 2) == "does not see");
  CHECK(cell_text(figures[0], 3, 1) == "acts");
  CHECK(figures[0].reading.find("Sender.kind, known from the start seen only by Sender") != std::string::npos);
}

TEST_CASE("the tree folds to information sets, with the play that goes from each to each") {
  Signalling made = signalling();
  const FoldedGame folded = folded_game(report_of(made), 500);
  REQUIRE(folded.rows.size() == 2);
  CHECK(folded.rows[0].title == "Sender.says");
  CHECK(folded.sets.size() == 4);
  CHECK(folded.num_sets == 4);
  double loud = 0, all = 0;
  for (const FoldedLink& link : folded.links) {
    all += link.probability;
    if (folded.sets[link.to].id == InfosetId{2U}) loud += link.probability;
  }
  CHECK(folded.links.size() == 4);
  CHECK(all == doctest::Approx(1));
  CHECK(loud == doctest::Approx(0.6 * 0.9 + 0.4 * 0.3));
}

TEST_CASE("of a tree with more sets than are drawn those reached most often are, and the rest is told") {
  Signalling made = signalling();
  const FoldedGame folded = folded_game(report_of(made), 2);
  REQUIRE(folded.sets.size() == 2);
  CHECK(folded.sets[0].id == InfosetId{2U});  // 66%
  CHECK(folded.sets[1].id == InfosetId{0U});  // 60%
  REQUIRE(folded.links.size() == 1);
  CHECK(folded.links[0].probability == doctest::Approx(0.54));
  const auto figures = fold_figures(report_of(made), 2);
  REQUIRE(figures.size() == 1);
  CHECK(render::text_in(render::rows_in(figures[0].marks, "rows")[0], "title") ==
        "Sender.says · 1 of 2 sets, 40.0% of all histories elsewhere");
  CHECK(figures[0].note.find("draws up to 500") != std::string::npos);
}

TEST_CASE("a set of the folded tree says what was seen, chosen, believed and could be gained") {
  Signalling made = signalling();
  const auto figures = fold_figures(report_of(made), 500);
  REQUIRE(figures.size() == 1);
  const auto sets = render::rows_in(figures[0].marks, "sets");
  const auto loud =
      std::ranges::find_if(sets, [](const view::Data& set) { return render::text_in(set, "name") == "says=loud"; });
  REQUIRE(loud != sets.end());
  CHECK(render::text_in(*loud, "reached") == "66.0%");
  CHECK(render::text_in(*loud, "believed") == "believes Sender.kind firm 81.8%, soft 18.2%");
  CHECK(render::text_in(render::rows_in(*loud, "choices")[0], "text") == "80.0%");
  CHECK(figures[0].table.rows.size() == 6);
}

TEST_CASE("what an actor thinks where it chooses is told by what it has seen") {
  Signalling made = signalling();
  const auto figures = held_figures(report_of(made), 6);
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].title == "What Receiver thinks of Sender.kind at Receiver.does");
  const auto bars = render::rows_in(figures[0].marks, "bars");
  REQUIRE(bars.size() == 3);
  CHECK(render::text_in(bars[1], "name") == "says=loud · 66.0%");
  CHECK(render::text_in(render::rows_in(bars[0], "beliefs")[0], "text") == "60.0%");
  CHECK(render::text_in(render::rows_in(bars[1], "beliefs")[0], "text") == "81.8%");
  CHECK(held_figures(report_of(made), 0).empty());
  Signalling dull = signalling("Sender", 0.9);  // both kinds say the same: nothing is learnt
  CHECK(held_figures(report_of(dull), 6).empty());
}

TEST_CASE("groups of sets are called by what all of one have seen, and not all of every other") {
  Game game;
  game.names.infosets = {"M | a=1, b=1, c=1", "M | a=1, b=2, c=1", "M | a=2, b=1, c=1"};
  game.infosets.resize(3);
  CHECK(seen_by_all(game, {{InfosetId{0U}, InfosetId{1U}}, {InfosetId{2U}}}) ==
        std::vector<std::string>{"a=1", "a=2, b=1"});
  CHECK(seen_apart(game, {InfosetId{0U}, InfosetId{1U}}) == std::vector<std::string>{"b=1", "b=2"});
  CHECK(seen_apart(game, {InfosetId{0U}}) == std::vector<std::string>{""});
}

TEST_CASE("the flow says how often when it comes to a step, and of all histories") {
  Signalling made = signalling();
  const auto figures = flow_figures(report_of(made));
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].table.columns.size() == 5);
  CHECK(cell_text(figures[0], 0, 3) == "66.0%");
}

TEST_CASE("a scale's levels have the range of a study that was asked for them") {
  Signalling made = signalling();
  AnswerRow row = row_asked_for(0.38);
  row.draws = RangeOfDraws{.low = 0.2, .high = 0.6};
  ask(made, "ask P(heat is high)", row);
  const auto figures = ladder_figures(report_of(made));
  REQUIRE(figures.size() == 1);
  const auto levels = render::rows_in(figures[0].marks, "levels");
  CHECK(render::number_in(levels[0], "low") == 0.2);
  CHECK(levels[1].find("low") == nullptr);
  CHECK(cell_text(figures[0], 0, 2) == "20.0% to 60.0%");
  CHECK(cell_text(figures[0], 1, 2) == "not asked");
}

TEST_CASE("the first picture answers the first question") {
  Signalling made = signalling();
  ask(made, "ask P(heat is high)", row_asked_for(0.38));
  CHECK(asked_figures(report_of(made)).empty());  // a number, and no picture
  ask(made, "ask P(heat is low)", row_asked_for(0.62));
  const auto figures = figures_of(report_of(made));
  REQUIRE(!figures.empty());
  CHECK(figures.front().key == "asked");
  Answer comparison{.question = "compare P(heat is high) forcing Sender.says to loud, quiet",
                    .odds_of = {},
                    .of = OfCompare(),
                    .rows = {row_asked_for(0.2), row_asked_for(0.7)},
                    .remarks = {}};
  made.answers = {comparison, made.answers.front()};
  CHECK(figures_of(report_of(made)).front().key == "comparison_1");
}

TEST_CASE("equilibria stand side by side where they differ") {
  Signalling made = signalling();
  Equilibria equilibria;
  for (const double p : {0.8, 0.1}) {
    Equilibrium& one = equilibria.rows.emplace_back();
    one.found.solution = made.solved.solution;
    one.found.solution.strategy.log_probability[ActionId{4U}] = std::log(p);
    one.found.solution.strategy.log_probability[ActionId{5U}] = std::log1p(-p);
    one.certificate = certify(made.solved.compiled.game, made.solved.stakes, one.found.solution.strategy);
  }
  Report report = report_of(made);
  report.equilibria = &equilibria;
  const auto figures = equilibria_figures(report);
  REQUIRE(figures.size() == 1);  // what the sender says is the same under both
  CHECK(figures[0].title == "Receiver.does under each equilibrium");
  CHECK(cell_text(figures[0], 0, 1) == "61.3%");
  CHECK(cell_text(figures[0], 1, 1) == "15.1%");
  equilibria.rows.pop_back();
  CHECK(equilibria_figures(report).empty());
}
