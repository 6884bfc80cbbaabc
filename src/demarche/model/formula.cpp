#include "demarche/model/formula.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

// A fixed stack. check() refuses formulas deeper than this, so overflow is our mistake; it then reads as not a number.
struct Stack {
  std::array<double, max_formula_depth> cells;
  std::size_t size = 0;
  bool overflowed = false;

  void push(double number) {
    if (size == cells.size()) {
      assert(false && "a formula deeper than check() admits");
      overflowed = true;
      return;
    }
    cells[size++] = number;
  }
  double pop() { return size == 0 ? std::numeric_limits<double>::quiet_NaN() : cells[--size]; }
};

double truth(bool value) { return value ? 1 : 0; }

double reading(const Point& point, StateView state, std::uint32_t variable) {
  const ValueIndex value = state[variable];
  return value == has_not_happened ? 0 : point.numbers[VariableId{variable}][value];
}

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

double binary(OpCode op, double left, double right) {
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
      return truth(left < right);
    case OpCode::LessEqual:
      return truth(left <= right);
    case OpCode::Equal:
      return truth(left == right);
    case OpCode::GreaterEqual:
      return truth(left >= right);
    case OpCode::Greater:
      return truth(left > right);
    case OpCode::And:
      return truth(left != 0 && right != 0);
    default:
      return truth(left != 0 || right != 0);
  }
}

double extreme(Stack& stack, const Instruction& step) {
  double result = stack.pop();
  for (std::uint16_t k = 1; k < step.count; ++k) {
    const double next = stack.pop();
    result = step.op == OpCode::Min ? std::min(result, next) : std::max(result, next);
  }
  return result;
}

void run(const Formula& formula, const Instruction& step, const Point& point, StateView state, Stack& stack) {
  switch (step.op) {
    case OpCode::Number:
      stack.push(step.number);
      break;
    case OpCode::Parameter:
      stack.push(point.parameters[ParameterId{step.index}]);
      break;
    case OpCode::Reading:
      stack.push(reading(point, state, step.index));
      break;
    case OpCode::Negate:
      stack.push(-stack.pop());
      break;
    case OpCode::Exp:
      stack.push(std::exp(stack.pop()));
      break;
    case OpCode::Not:
      stack.push(truth(stack.pop() == 0));
      break;
    case OpCode::Min:
    case OpCode::Max:
      stack.push(extreme(stack, step));
      break;
    case OpCode::Is:
      stack.push(truth(is_one_of(formula, step, state[step.index])));
      break;
    case OpCode::AtLeast:
    case OpCode::AtMost:
    case OpCode::Above:
    case OpCode::Below:
      stack.push(truth(is_ordered(step, state[step.index])));
      break;
    default: {
      const double right = stack.pop();
      const double left = stack.pop();
      stack.push(binary(step.op, left, right));
    }
  }
}

template <class T>
void insert_once(std::vector<T>& list, T item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace

double evaluate(const Formula& formula, const Point& point, StateView state) {
  if (formula.code.empty()) return 1;
  Stack stack;
  for (const Instruction& step : formula.code) run(formula, step, point, state, stack);
  return stack.overflowed ? std::numeric_limits<double>::quiet_NaN() : stack.pop();
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
    if (reads_variable(step.op)) insert_once(variables, VariableId{step.index});
  }
  return variables;
}

std::vector<ParameterId> parameters_of(const Formula& formula) {
  std::vector<ParameterId> parameters;
  for (const Instruction& step : formula.code) {
    if (step.op == OpCode::Parameter) insert_once(parameters, ParameterId{step.index});
  }
  return parameters;
}

}  // namespace demarche
