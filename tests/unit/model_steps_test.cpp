#include "demarche/model/steps.h"

#include <doctest/doctest.h>

#include <vector>

using namespace demarche;

namespace {

Move move_of(std::size_t variable) {
  Move move;
  move.variable = VariableId{variable};
  return move;
}

std::vector<std::size_t> settled_in(const Step& step) {
  std::vector<std::size_t> variables;
  for_each_settled(step, [&](const auto& what) { variables.push_back(what.variable.value); });
  return variables;
}

}  // namespace

TEST_CASE("a step says what it settles: a vote its ballots before its result") {
  Vote vote;
  vote.variable = VariableId{7};
  vote.ballots = {move_of(3), move_of(2)};
  CHECK(settled_in({vote, {}, {}}) == std::vector<std::size_t>{3, 2, 7});
  CHECK(settled_in({move_of(4), {}, {}}) == std::vector<std::size_t>{4});
}

TEST_CASE("steps that show, change or end settle nothing, and blocks leave it to the steps within") {
  CHECK(settled_in({Reveal{}, {}, {}}).empty());
  CHECK(settled_in({ScaleChange{}, {}, {}}).empty());
  CHECK(settled_in({End{}, {}, {}}).empty());
  const Step block{Simultaneous{{Step{move_of(1), {}, {}}}}, {}, {}};
  CHECK(settled_in(block).empty());
  REQUIRE(steps_within(block) != nullptr);
  CHECK(settled_in(steps_within(block)->front()) == std::vector<std::size_t>{1});
}

TEST_CASE("what is settled can be changed through a step that may be changed") {
  Vote vote;
  vote.ballots = {move_of(3)};
  Step step{vote, {}, {}};
  for_each_settled(step, [](auto& what) { what.seen_by = 5; });
  CHECK(only<Vote>(step)->seen_by == 5);
  CHECK(only<Vote>(step)->ballots.front().seen_by == 5);
}
