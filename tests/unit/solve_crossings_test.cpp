#include "demarche/certify/certify.h"
#include "demarche/solve/condense/aqre_shape.h"
#include "efg_help.h"

#include <fmt/format.h>

#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

// Two actors choose between two conventions; where they choose the same both get the stake. From even odds the path
// goes straight on for ever, and crosses the branches of the two conventions at precision 2 / stake. Chance picks one
// of several such games, and both see which.
std::string conventions(const std::vector<double>& stakes) {
  std::string text = "EFG 2 R \"conventions\" { \"A\" \"B\" }\n\"\"\nc \"\" 1 \"\" {";
  for (std::size_t k = 0; k < stakes.size(); ++k) text += fmt::format(" \"game {}\" 1/{}", k, stakes.size());
  text += " } 0\n";
  int outcome = 0;
  for (std::size_t k = 0; k < stakes.size(); ++k) {
    text += fmt::format("p \"\" 1 {} \"\" {{ \"left\" \"right\" }} 0\n", k + 1);
    for (int move = 0; move < 2; ++move) {
      text += fmt::format("p \"\" 2 {} \"\" {{ \"left\" \"right\" }} 0\n", k + 1);
      for (int answer = 0; answer < 2; ++answer)
        text += fmt::format("t \"\" {} \"\" {{ {}, {} }}\n", ++outcome, move == answer ? stakes[k] : 0,
                            move == answer ? stakes[k] : 0);
    }
  }
  return text;
}

std::vector<std::string> notes_on_the_way(const std::vector<double>& stakes, double precision) {
  const EfgFile file = read_good(conventions(stakes));
  AqreOptions options;
  options.precision = precision;
  const Solution solution = solve_aqre(file.game, file.stakes, options);
  REQUIRE(solution.reason == StopReason::ReachedPrecision);
  return solution.notes;
}

double precision_in(const std::string& note) {
  const std::string mark = "near precision ";
  const std::size_t at = note.find(mark);
  REQUIRE(at != std::string::npos);
  return std::stod(note.substr(at + mark.size()));
}

}  // namespace

TEST_CASE("a crossing of branches is told where it is, to a thousandth, however long the step across it") {
  for (const double stake : {0.7, 1.0, 3.0}) {
    CAPTURE(stake);
    const auto notes = notes_on_the_way({stake}, 50 / stake);
    REQUIRE(notes.size() == 1);
    CHECK(precision_in(notes[0]) == doctest::Approx(2 / stake).epsilon(1e-3));
  }
}

TEST_CASE("two crossings within one step, after which the index is what it was, are both told") {
  for (const double other : {1.01, 1.1, 1.5, 4.0}) {
    CAPTURE(other);
    const auto notes = notes_on_the_way({1, other}, 50);
    REQUIRE(notes.size() == 2);
    CHECK(precision_in(notes[0]) == doctest::Approx(2 / other).epsilon(1e-3));
    CHECK(precision_in(notes[1]) == doctest::Approx(2).epsilon(1e-3));
  }
}

TEST_CASE("three crossings within one step are all told") {
  const auto notes = notes_on_the_way({1, 1.3, 1.7}, 50);
  REQUIRE(notes.size() == 3);
  CHECK(precision_in(notes[0]) == doctest::Approx(2 / 1.7).epsilon(1e-3));
  CHECK(precision_in(notes[1]) == doctest::Approx(2 / 1.3).epsilon(1e-3));
  CHECK(precision_in(notes[2]) == doctest::Approx(2).epsilon(1e-3));
}

TEST_CASE("parts of a game that are alike cross at once, where the determinant only touches 0, and that is told") {
  for (const std::vector<double>& stakes : {std::vector<double>{1, 1}, std::vector<double>{1, 1, 1, 1}}) {
    const auto notes = notes_on_the_way(stakes, 50);
    REQUIRE(notes.size() == 1);
    CHECK(precision_in(notes[0]) == doctest::Approx(2).epsilon(1e-3));
    CHECK(notes[0].find("two or more at once") != std::string::npos);
  }
}

TEST_CASE("where no branches cross none are told of") {
  const EfgFile file = read_good(R"(EFG 2 R "matching pennies" { "A" "B" }
p "" 1 1 "" { "heads" "tails" } 0
p "" 2 1 "" { "heads" "tails" } 0
t "" 1 "" { 1, -1 }
t "" 2 "" { -1, 1 }
p "" 2 1 "" { "heads" "tails" } 0
t "" 2 "" { -1, 1 }
t "" 1 "" { 1, -1 }
)");
  AqreOptions options;
  options.precision = 1000;
  CHECK(solve_aqre(file.game, file.stakes, options).notes.empty());
}
