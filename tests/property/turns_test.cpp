#include "demarche/study/points.h"
#include "demarche/study/why_choice.h"

#include "../unit/study_help.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <random>

using namespace demarche;
using namespace demarche::test;

namespace {

const Monitor unwatched;

// What an actor gets more by going than by staying, as a formula of `x`, and the nearest value that turns it.
struct KnownTurn {
  std::string formula;
  double now = 0;
  double nearest = 0;
};

std::string model_text(const KnownTurn& known, double precision) {
  const std::string sharp = precision > 0 ? fmt::format("precision = {}\n", precision) : "";
  return fmt::format(R"(crisis "On paper"
actor A
parameter x = {}, -1 to 1
{}stage "Choice":
    A chooses move: go, stay
payoff A:
    {} if A.move is go
    - x
)",
                     known.now, sharp, known.formula);
}

// Two values closer to each other than any step of a search, and somewhere outside of them to stand.
struct TwoTurns {
  double middle = 0, half = 0, now = 0;
  double nearest() const { return now < middle ? middle - half : middle + half; }
};
TwoTurns draw_pair(std::mt19937_64& random) {
  const auto uniform = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
  TwoTurns pair{uniform(-0.7, 0.7), uniform(0.005, 0.06), 0};
  do pair.now = std::round(uniform(-0.8, 0.8) * 1000) / 1000;
  while (std::abs(pair.now - pair.middle) < pair.half + 0.02);
  return pair;
}

KnownTurn parabola(const TwoTurns& pair, double times) {
  return {fmt::format("{0} * ((x - {1}) * (x - {1}) - {2} * {2})", times, pair.middle, pair.half), pair.now,
          pair.nearest()};
}

KnownTurn hanging_chain(const TwoTurns& pair, double times) {
  const double width = 4;
  return {fmt::format("{0} * (exp({3} * (x - {1})) + exp({3} * ({1} - x)) - exp({3} * {2}) - exp(0 - {3} * {2}))",
                      times, pair.middle, pair.half, width),
          pair.now, pair.nearest()};
}

KnownTurn corner(const TwoTurns& pair, double times) {
  return {fmt::format("{0} * (max(x - {1}, {1} - x) - {2})", times, pair.middle, pair.half), pair.now, pair.nearest()};
}

double found_turn(const KnownTurn& known, double precision) {
  const std::string text = model_text(known, precision);
  CAPTURE(text);
  const Solved solved = solved_model(text);
  const StudyOptions options;
  Study study = start_study(solved, options, unwatched);
  const AskedChoice asked{solved.model.variables.size() == 1 ? VariableId{0} : VariableId{1}, 0, 1, nullptr};
  const FoundTurns found = turning_values(study, asked, 1, 1e-12, {});
  REQUIRE(found.turns.size() == 1);
  REQUIRE(found.turns.front().value.has_value());
  return *found.turns.front().value;
}

}  // namespace

TEST_CASE("values that turn a choice are found where they lie in a pair within one step of the search") {
  std::mt19937_64 random(20240413);
  for (int number = 0; number < 60; ++number) {
    const TwoTurns pair = draw_pair(random);
    const double times = number % 2 == 0 ? 1.5 : -0.75;
    const double precision = number % 3 == 0 ? 0 : 2.5;
    for (const KnownTurn& known : {parabola(pair, times), hanging_chain(pair, times), corner(pair, times)})
      CHECK(std::abs(found_turn(known, precision) - known.nearest) < 5e-6);
  }
}

TEST_CASE("a pair of values that turn a choice is preferred to one on the other side that is farther away") {
  std::mt19937_64 random(411);
  for (int number = 0; number < 60; ++number) {
    const TwoTurns pair = draw_pair(random);
    const double alone = 2 * pair.now - pair.middle + (pair.now < pair.middle ? -0.1 : 0.1);
    if (std::abs(alone) > 0.99) continue;
    const KnownTurn known{fmt::format("(x - {0}) * ((x - {1}) * (x - {1}) - {2} * {2})", alone, pair.middle, pair.half),
                          pair.now, pair.nearest()};
    CHECK(std::abs(found_turn(known, 3) - known.nearest) < 5e-6);
  }
}

TEST_CASE("of three values within a step of the search that turn a choice the nearest is told") {
  for (const double now : {-0.4, 0.9}) {
    const KnownTurn known{"400 * (x - 0.33) * (x - 0.37) * (x - 0.41)", now, now < 0 ? 0.33 : 0.41};
    for (const double precision : {0.0, 2.5}) CHECK(std::abs(found_turn(known, precision) - known.nearest) < 5e-6);
  }
}
