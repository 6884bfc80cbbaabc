#pragma once

#include "demarche/base/ids.h"
#include "demarche/diag/source.h"

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace demarche {

using VariableId = Id<struct VariableTag>;
using ParameterId = Id<struct ParameterTag>;
using ValueIndex = std::uint16_t;  // which of a variable's values

inline constexpr ValueIndex has_not_happened = 0xFFFF;
inline constexpr std::size_t max_values = 250;         // that are named one by one
inline constexpr std::size_t max_levels = 10'000;      // of a trait that stands for a continuum
inline constexpr std::size_t max_formula_depth = 256;  // numbers held at once while a formula is worked out

// One value index a variable: what a history has settled so far.
using StateView = std::span<const ValueIndex>;

// The numbers formulas read at one parameter point: the parameters, and the number each value of each variable stands
// for.
struct Point {
  Table<ParameterId, double> parameters;
  Table<VariableId, std::vector<double>> numbers;
};

enum class OpCode : std::uint8_t {
  Number,     // push number
  Parameter,  // push the parameter `index`
  Reading,    // push the number of the current value of variable `index`; 0 where it has not happened
  Add,
  Subtract,
  Multiply,
  Divide,
  Negate,
  Min,
  Max,  // of the top `count`
  Exp,
  Is,  // push 1 if variable `index` has one of the `count` values listed from values[first] on, else 0
  AtLeast,
  AtMost,
  Above,
  Below,  // variable `index` against value `first`; 0 where it has not happened
  Less,
  LessEqual,
  Equal,
  GreaterEqual,
  Greater,
  And,
  Or,
  Not,
};

struct Instruction {
  OpCode op;
  std::uint16_t count = 0;
  std::uint32_t index = 0;
  std::uint32_t first = 0;
  double number = 0;
};

// A checked expression or condition as a program for a small stack: no names, no recursion. A condition leaves 0 or 1.
struct Formula {
  std::vector<Instruction> code;  // empty: always true
  std::vector<ValueIndex> values;
  Span span;
};

// The formula's number. Never fails: a division by zero gives an infinity, which the caller reports. A condition that
// turns on a comparison of numbers that are not finite is not a number, either.
double evaluate(const Formula& formula, const Point& point, StateView state);

// Its derivative along a direction in the parameters; `slopes`: what every number of the point changes by along it (see
// slopes_by). Not a number where the formula has no derivative: where two of which it takes the larger meet, say.
double evaluate_slope(const Formula& formula, const Point& point, const Point& slopes, StateView state);

// Whether it reads anything that changes along the direction.
bool moves_along(const Formula& formula, const Point& slopes);

inline bool holds(const Formula& condition, const Point& point, StateView state) {
  return condition.code.empty() || evaluate(condition, point, state) > 0;
}

// Neither true nor false: it turns on numbers that are not finite.
inline bool is_undefined(const Formula& condition, const Point& point, StateView state) {
  return !condition.code.empty() && std::isnan(evaluate(condition, point, state));
}

// How many numbers the formula holds at once while it is worked out.
std::size_t depth_of(const Formula& formula);

bool reads_variable(OpCode op);
bool reads_parameters(const Formula& formula);
std::vector<VariableId> variables_of(const Formula& formula);
std::vector<ParameterId> parameters_of(const Formula& formula);

}  // namespace demarche
