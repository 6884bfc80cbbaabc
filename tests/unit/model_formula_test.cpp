#include "demarche/model/model.h"

#include <doctest/doctest.h>

#include <cmath>

namespace demarche {

namespace {

Instruction number(double value) { return {OpCode::Number, 0, 0, 0, value}; }
Instruction operation(OpCode op, std::uint16_t count = 0) { return {op, count, 0, 0, 0}; }

Formula formula_of(std::vector<Instruction> code, std::vector<ValueIndex> values = {}) {
  return {std::move(code), std::move(values), {}};
}

double value_of(std::vector<Instruction> code) { return evaluate(formula_of(std::move(code)), {}, {}); }

// A scale `damage` with the numbers 0, 1, 4.
Point point_with_damage() {
  Point point;
  point.numbers.push_back({0, 1, 4});
  return point;
}

}  // namespace

TEST_CASE("a formula works on the last two numbers, left before right") {
  CHECK(value_of({number(7), number(2), operation(OpCode::Subtract)}) == 5);
  CHECK(value_of({number(1), number(4), operation(OpCode::Divide)}) == 0.25);
  CHECK(value_of({number(3), number(5), operation(OpCode::Min, 2)}) == 3);
  CHECK(value_of({number(3), number(5), number(4), operation(OpCode::Max, 3)}) == 5);
}

TEST_CASE("a division by zero is an infinity, not a failure") {
  CHECK(std::isinf(value_of({number(1), number(0), operation(OpCode::Divide)})));
}

TEST_CASE("an empty formula always holds") { CHECK(holds({}, {}, {})); }

TEST_CASE("what has not happened is no value, has no order and counts as 0") {
  const Point point = point_with_damage();
  const std::vector<ValueIndex> nothing{has_not_happened};
  const Formula is_light = formula_of({{OpCode::Is, 1, 0, 0, 0}}, {1});
  const Formula at_most_heavy = formula_of({{OpCode::AtMost, 0, 0, 2, 0}});
  const Formula reading = formula_of({{OpCode::Reading, 0, 0, 0, 0}});
  CHECK_FALSE(holds(is_light, point, nothing));
  CHECK_FALSE(holds(at_most_heavy, point, nothing));
  CHECK(evaluate(reading, point, nothing) == 0);
}

TEST_CASE("a scale is read by its number and ordered by its levels") {
  const Point point = point_with_damage();
  const std::vector<ValueIndex> heavy{2};
  CHECK(evaluate(formula_of({{OpCode::Reading, 0, 0, 0, 0}}), point, heavy) == 4);
  CHECK(holds(formula_of({{OpCode::Above, 0, 0, 1, 0}}), point, heavy));
  CHECK_FALSE(holds(formula_of({{OpCode::Below, 0, 0, 2, 0}}), point, heavy));
}

TEST_CASE("the depth of a formula is the most numbers it holds at once") {
  CHECK(depth_of(formula_of({number(1), number(2), operation(OpCode::Add), number(3), operation(OpCode::Add)})) == 2);
  CHECK(depth_of(formula_of({number(1), number(2), number(3), operation(OpCode::Max, 3)})) == 3);
}

TEST_CASE("a parameter computed from another follows it when the other is set") {
  Model model;
  Parameter war;
  war.name = "war";
  war.best = formula_of({number(2)});
  Parameter fear;
  fear.name = "fear";
  fear.best = formula_of({{OpCode::Parameter, 0, 0, 0, 0}, number(3), operation(OpCode::Multiply)});
  model.parameters.push_back(war);
  model.parameters.push_back(fear);
  Parameters parameters = best_guesses(model);
  CHECK(point_of(model, parameters).parameters[ParameterId{1}] == 6);
  parameters[ParameterId{0}] = 5;
  CHECK(point_of(model, parameters).parameters[ParameterId{1}] == 15);
  parameters[ParameterId{1}] = 1;
  CHECK(point_of(model, parameters).parameters[ParameterId{1}] == 1);
}

TEST_CASE("a formula is written back with only the brackets it needs") {
  Model model;
  CHECK(text_of(model, formula_of({number(1), number(2), operation(OpCode::Add), number(3),
                                   operation(OpCode::Multiply)})) == "(1 + 2) * 3");
  CHECK(text_of(model, formula_of({number(1), number(2), number(3), operation(OpCode::Multiply),
                                   operation(OpCode::Add)})) == "1 + 2 * 3");
  CHECK(text_of(model, formula_of({number(1), number(2), number(3), operation(OpCode::Subtract),
                                   operation(OpCode::Subtract)})) == "1 - (2 - 3)");
  CHECK(text_of(model, Formula{}) == "always");
}

}  // namespace demarche
