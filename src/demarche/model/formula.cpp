#include "demarche/model/formula.h"

#include "demarche/model/wide_formula.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// A number with its derivative along a direction in the parameters.
struct Dual {
  double value = 0;
  double slope = 0;
};

double value_of(double x) { return x; }
double value_of(Dual x) { return x.value; }
double value_of(Wide x) { return x.high; }

Dual operator+(Dual x, Dual y) { return {x.value + y.value, x.slope + y.slope}; }
Dual operator-(Dual x, Dual y) { return {x.value - y.value, x.slope - y.slope}; }
Dual operator*(Dual x, Dual y) { return {x.value * y.value, x.slope * y.value + x.value * y.slope}; }
Dual operator/(Dual x, Dual y) {
  const double share = x.value / y.value;
  return {share, (x.slope - share * y.slope) / y.value};
}
Dual operator-(Dual x) { return {-x.value, -x.slope}; }

double exponential(double x) { return std::exp(x); }
Dual exponential(Dual x) {
  const double value = std::exp(x.value);
  return {value, value * x.slope};
}

Wide exponential(Wide x) { return {std::exp(x.high + x.low), 0}; }

// What is not a number is neither smaller nor larger than anything, and must not go unsaid for that.
double smaller(double x, double y) { return std::isnan(y) ? y : std::min(x, y); }
double larger(double x, double y) { return std::isnan(y) ? y : std::max(x, y); }
// Where two meet that go apart there is no derivative.
Dual smaller(Dual x, Dual y) {
  if (x.value == y.value) return {x.value, x.slope == y.slope ? x.slope : undefined};
  return x.value < y.value ? x : y;
}
Dual larger(Dual x, Dual y) { return -smaller(-x, -y); }
Wide smaller(Wide x, Wide y) { return std::isnan(x.high) || (x - y).high <= 0 ? x : y; }
Wide larger(Wide x, Wide y) { return std::isnan(x.high) || (x - y).high >= 0 ? x : y; }

// Numbers that are not finite compare with nothing: neither is true then, that they do nor that they do not.
double compared(bool holds, double x, double y) {
  if (!std::isfinite(x) || !std::isfinite(y)) return undefined;
  return holds ? 1 : 0;
}
// A truth value jumps where the numbers compared meet.
Dual compared(bool holds, Dual x, Dual y) {
  return {compared(holds, x.value, y.value), x.value == y.value && x.slope != y.slope ? undefined : 0.0};
}

Wide compared(bool holds, Wide x, Wide y) { return {compared(holds, x.high, y.high), 0}; }

// A fixed stack. check() refuses formulas deeper than this, so overflow is our mistake; it then reads as not a number.
template <class T>
struct Stack {
  std::array<T, max_formula_depth> cells;
  std::size_t size = 0;
  bool overflowed = false;

  void push(T number) {
    if (size == cells.size()) {
      assert(false && "a formula deeper than check() admits");
      overflowed = true;
      return;
    }
    cells[size++] = number;
  }
  T pop() { return size == 0 ? T{undefined} : cells[--size]; }
};

// Where formulas read plain numbers,
struct Plain {
  const Point& point;
  using Number = double;

  double written(double number) const { return number; }
  double parameter(ParameterId id) const { return point.parameters[id]; }
  double reading(VariableId variable, ValueIndex value) const { return point.numbers[variable][value]; }
};

// where they read them with their derivatives,
struct Along {
  const Point& point;
  const Point& slopes;
  using Number = Dual;

  Dual written(double number) const { return {number}; }
  Dual parameter(ParameterId id) const { return {point.parameters[id], slopes.parameters[id]}; }
  Dual reading(VariableId variable, ValueIndex value) const {
    return {point.numbers[variable][value], slopes.numbers[variable][value]};
  }
};

// and where they read them with twice the digits.
struct Widely {
  const WidePoint& point;
  using Number = Wide;

  Wide written(double number) const { return as_written(number); }
  Wide parameter(ParameterId id) const { return point.parameters[id]; }
  Wide reading(VariableId variable, ValueIndex value) const { return point.numbers[variable][value]; }
};

template <class Numbers>
typename Numbers::Number reading(const Numbers& numbers, StateView state, std::uint32_t variable) {
  const ValueIndex value = state[variable];
  return value == has_not_happened ? typename Numbers::Number{} : numbers.reading(VariableId{variable}, value);
}

double truth(bool value) { return value ? 1 : 0; }

// Of two truth values of which one may be undefined, what the other decides is decided (Kleene 1952): `x > 0 and 1 / x
// > 2` is false at 0.
double both_true(double x, double y) {
  if (x == 0 || y == 0) return 0;
  return std::isnan(x) || std::isnan(y) ? undefined : 1;
}
double negated(double x) { return std::isnan(x) ? x : truth(x == 0); }

bool is_one_of(const Formula& formula, const Instruction& step, ValueIndex value) {
  const auto first = formula.values.begin() + step.first;
  return std::find(first, first + step.count, value) != first + step.count;
}

bool is_ordered(const Instruction& step, ValueIndex value) {
  if (value == has_not_happened) return false;
  switch (step.op) {
    case OpCode::AtLeast:
      return value >= step.first;
    case OpCode::AtMost:
      return value <= step.first;
    case OpCode::Above:
      return value > step.first;
    default:
      return value < step.first;
  }
}

template <class T>
T binary(OpCode op, T left, T right) {
  const double x = value_of(left);
  const double y = value_of(right);
  switch (op) {
    case OpCode::Add:
      return left + right;
    case OpCode::Subtract:
      return left - right;
    case OpCode::Multiply:
      return left * right;
    case OpCode::Divide:
      return left / right;
    case OpCode::Less:
      return compared(x < y, left, right);
    case OpCode::LessEqual:
      return compared(x <= y, left, right);
    case OpCode::Equal:
      return compared(x == y, left, right);
    case OpCode::GreaterEqual:
      return compared(x >= y, left, right);
    case OpCode::Greater:
      return compared(x > y, left, right);
    case OpCode::And:
      return T{both_true(x, y)};
    default:
      return T{negated(both_true(negated(x), negated(y)))};
  }
}

template <class T>
T extreme(Stack<T>& stack, const Instruction& step) {
  T result = stack.pop();
  for (std::uint16_t k = 1; k < step.count; ++k) {
    const T next = stack.pop();
    result = step.op == OpCode::Min ? smaller(result, next) : larger(result, next);
  }
  return result;
}

template <class Numbers, class T>
void run(const Formula& formula, const Instruction& step, const Numbers& numbers, StateView state, Stack<T>& stack) {
  switch (step.op) {
    case OpCode::Number:
      stack.push(numbers.written(step.number));
      break;
    case OpCode::Parameter:
      stack.push(numbers.parameter(ParameterId{step.index}));
      break;
    case OpCode::Reading:
      stack.push(reading(numbers, state, step.index));
      break;
    case OpCode::Negate:
      stack.push(-stack.pop());
      break;
    case OpCode::Exp:
      stack.push(exponential(stack.pop()));
      break;
    case OpCode::Not:
      stack.push(T{negated(value_of(stack.pop()))});
      break;
    case OpCode::Min:
    case OpCode::Max:
      stack.push(extreme(stack, step));
      break;
    case OpCode::Is:
      stack.push(T{truth(is_one_of(formula, step, state[step.index]))});
      break;
    case OpCode::AtLeast:
    case OpCode::AtMost:
    case OpCode::Above:
    case OpCode::Below:
      stack.push(T{truth(is_ordered(step, state[step.index]))});
      break;
    default: {
      const T right = stack.pop();
      const T left = stack.pop();
      stack.push(binary(step.op, left, right));
    }
  }
}

template <class Numbers>
typename Numbers::Number run_all(const Formula& formula, const Numbers& numbers, StateView state) {
  using T = typename Numbers::Number;
  if (formula.code.empty()) return T{1};
  Stack<T> stack;
  for (const Instruction& step : formula.code) run(formula, step, numbers, state, stack);
  return stack.overflowed ? T{undefined} : stack.pop();
}

// Each once, in the order of their first places; long formulas take no longer a part than short ones.
template <class T>
std::vector<T> each_once(const std::vector<T>& all) {
  constexpr std::size_t few = 32;
  std::vector<T> list;
  std::vector<bool> met;
  for (const T item : all) {
    if (all.size() <= few) {
      if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
      continue;
    }
    if (met.size() <= item.value) met.resize(item.value + std::size_t{1}, false);
    if (!met[item.value]) list.push_back(item);
    met[item.value] = true;
  }
  return list;
}

}  // namespace

double evaluate(const Formula& formula, const Point& point, StateView state) {
  return run_all(formula, Plain{point}, state);
}

double evaluate_slope(const Formula& formula, const Point& point, const Point& slopes, StateView state) {
  return run_all(formula, Along{point, slopes}, state).slope;
}

Wide evaluate_wide(const Formula& formula, const WidePoint& point, StateView state) {
  return run_all(formula, Widely{point}, state);
}

bool moves_along(const Formula& formula, const Point& slopes) {
  return std::ranges::any_of(formula.code, [&](const Instruction& step) {
    if (step.op == OpCode::Parameter) return slopes.parameters[ParameterId{step.index}] != 0;
    if (step.op != OpCode::Reading) return false;
    return std::ranges::any_of(slopes.numbers[VariableId{step.index}], [](double slope) { return slope != 0; });
  });
}

std::size_t depth_of(const Formula& formula) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  for (const Instruction& step : formula.code) {
    if (reads_variable(step.op) || step.op == OpCode::Number || step.op == OpCode::Parameter) {
      deepest = std::max(deepest, ++depth);
    } else if (step.op == OpCode::Min || step.op == OpCode::Max) {
      depth -= std::min<std::size_t>(depth, step.count) - 1;
    } else if (step.op != OpCode::Negate && step.op != OpCode::Exp && step.op != OpCode::Not) {
      --depth;
    }
  }
  return deepest;
}

bool reads_variable(OpCode op) {
  switch (op) {
    case OpCode::Reading:
    case OpCode::Is:
    case OpCode::AtLeast:
    case OpCode::AtMost:
    case OpCode::Above:
    case OpCode::Below:
      return true;
    default:
      return false;
  }
}

bool reads_parameters(const Formula& formula) {
  return std::ranges::any_of(formula.code, [](const Instruction& step) { return step.op == OpCode::Parameter; });
}

std::vector<VariableId> variables_of(const Formula& formula) {
  std::vector<VariableId> variables;
  for (const Instruction& step : formula.code) {
    if (reads_variable(step.op)) variables.push_back(VariableId{step.index});
  }
  return each_once(variables);
}

std::vector<ParameterId> parameters_of(const Formula& formula) {
  std::vector<ParameterId> parameters;
  for (const Instruction& step : formula.code) {
    if (step.op == OpCode::Parameter) parameters.push_back(ParameterId{step.index});
  }
  return each_once(parameters);
}

}  // namespace demarche
