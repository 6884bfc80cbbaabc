#include "demarche/game/strategy_file.h"

#include "efg_help.h"

#include <cmath>

using namespace demarche;
using namespace demarche::test;

namespace {

// A's set `deep` is met before `shallow` on a depth-first walk, though it lies deeper.
constexpr const char* game_text = R"(EFG 2 R "order" { "A" "B" }
c "" 1 "" { "l" 1/2 "r" 1/2 } 0
p "" 2 1 "b" { "x" "y" } 0
p "" 1 2 "deep" { "u" "d" } 0
t "" 1 "" { 1, 0 }
t "" 2 "" { 0, 1 }
t "" 2
p "" 1 1 "shallow" { "u" "d" } 0
t "" 1
t "" 2
)";

StrategyRead read_profile(const std::string& text, std::optional<std::size_t> profile = {}) {
  return read_strategy(read_good(game_text).game, make_source("strategy.json", text), profile);
}

// Probabilities of the first moves at `deep`, `shallow` and `b`.
std::vector<double> first_moves(const StrategyRead& read) {
  INFO((read.diagnostics.empty() ? std::string() : read.diagnostics.front().message));
  REQUIRE(read.strategy.has_value());
  const Game game = read_good(game_text).game;
  std::vector<double> found;
  for (const char* name : {"deep", "shallow", "b"}) {
    for (std::size_t row = 0; row < game.infosets.size(); ++row) {
      if (game.names.infosets[row] != name) continue;
      found.push_back(probability(*read.strategy, game.infosets[InfosetId{row}].first_action));
    }
  }
  return found;
}

void check_first_moves(const StrategyRead& read, double deep, double shallow, double b) {
  const std::vector<double> found = first_moves(read);
  CHECK(found[0] == doctest::Approx(deep));
  CHECK(found[1] == doctest::Approx(shallow));
  CHECK(found[2] == doctest::Approx(b));
}

std::string complaint(const std::string& text, std::optional<std::size_t> profile = {}) {
  const StrategyRead read = read_profile(text, profile);
  CHECK_FALSE(read.strategy.has_value());
  REQUIRE_FALSE(read.diagnostics.empty());
  return read.diagnostics.front().message;
}

}  // namespace

TEST_CASE("a map from information sets to moves is read, with moves left out never made") {
  check_first_moves(
      read_profile(R"({"deep": {"u": 0.25, "d": 0.75}, "A|shallow": {"d": 1}, "B|b": {"x": 0.5, "y": 0.5}})"), 0.25, 0,
      0.5);
}

TEST_CASE("lists of probabilities, and of pairs as OpenSpiel's tables have them, are read in the order of moves") {
  check_first_moves(read_profile(R"({"deep": [0.25, 0.75], "shallow": [[0, 0.125], [1, 0.875]], "b": [1, 0]})"), 0.25,
                    0.125, 1);
}

TEST_CASE("Gambit's profiles go by actor and by a depth-first walk over its information sets") {
  check_first_moves(read_profile("NE,1/4,3/4,1,0,0.125,0.875\n"), 0.25, 1, 0.125);
}

TEST_CASE("one of several profiles is chosen by number") {
  const std::string two = "NE,1,0,1,0,1,0\nNE,0,1,0,1,0,1\n";
  CHECK(complaint(two) == "the file holds 2 profiles");
  CHECK(complaint(two, 3) == "the file holds 2 profiles, and none is number 3");
  check_first_moves(read_profile(two, 2), 0, 0, 0);
}

TEST_CASE("probabilities that were rounded are scaled, and it is said how far they were off") {
  const StrategyRead read = read_profile("NE,0.333333,0.666666,1,0,0.5,0.5\n");
  check_first_moves(read, 1.0 / 3, 1, 0.5);
  CHECK(read.rounding == doctest::Approx(1e-6));
}

TEST_CASE("the JSON of a solution is read by its log-probabilities, which do not underflow") {
  const std::string text = R"({"kind": "solution", "infosets": [
    {"actor": "B", "label": "b", "actions": [{"name": "x", "probability": 0.0, "log_probability": -1000.0},
                                             {"name": "y", "probability": 1.0, "log_probability": 0.0}]},
    {"actor": "A", "label": "shallow", "actions": [{"name": "u", "probability": 1.0, "log_probability": 0.0},
                                                   {"name": "d", "probability": 0.0, "log_probability": null}]},
    {"actor": "A", "label": "deep", "actions": [{"name": "u", "probability": 0.5}, {"name": "d", "probability": 0.5}]}]})";
  const StrategyRead read = read_profile(text);
  check_first_moves(read, 0.5, 1, 0);
  const Game game = read_good(game_text).game;
  for (const Infoset& infoset : game.infosets) {
    if (infoset.actor == ActorId{1})
      CHECK(read.strategy->log_probability[infoset.first_action] == doctest::Approx(-1000));
  }
}

TEST_CASE("what does not fit the game is named") {
  CHECK(complaint(R"({"deeep": [1, 0]})") == "no information set is called `deeep`");
  CHECK(complaint(R"({"deep": {"u": 1, "q": 0}})") == "A's `deep` has no move `q`");
  CHECK(complaint(R"({"deep": [1, 0], "shallow": [1, 0]})") ==
        "the strategy says nothing of 1 of 3 information sets: B's `b`");
  CHECK(complaint(R"({"deep": [0.5, 0.4]})") == "the probabilities at A's `deep` add up to 0.9");
  CHECK(complaint(R"({"deep": [1, 0], "A|deep": [1, 0]})") == "A's `deep` is given twice");
  CHECK(complaint(R"({"deep": [1, 0, 0]})") == "A's `deep` has 2 moves, and the list 3 numbers");
  CHECK(complaint(R"({"deep": [2, -1]})") == "-1 is less than 0, and no probability is");
  CHECK(complaint("NE,1,0,1\n") ==
        "the profile has 3 probabilities, and the game has 6 moves over its 3 information sets");
  CHECK(complaint("NE,1,0,1,0,a,0\n") == "expected a probability, such as 0.25 or 1/4, found `a`");
}

TEST_CASE("text that is no JSON is shown where it stops being any") {
  const StrategyRead read = read_profile("{\"deep\": [1, 0],\n \"shallow\": [.5]}");
  REQUIRE(read.diagnostics.size() == 1);
  CHECK(read.diagnostics[0].kind == Kind::E103);
  CHECK(read.diagnostics[0].primary.span == Span{30, 31});
  CHECK(complaint("{\"deep\": [1, 0]") == "the text ends where JSON goes on");
  CHECK(complaint("") == "the text ends where JSON goes on");
  CHECK(complaint("[1, 2]") == "expected an object, from information sets to probabilities of moves");
  CHECK(complaint(R"({"deep": 3})") == "expected what the actor does at `deep`");
}
