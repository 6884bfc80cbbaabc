#include "demarche/compile/known.h"

#include <algorithm>
#include <vector>

namespace demarche {
namespace {

bool moved_by_parameters(const Instruction& step, const Certain& certain) {
  if (step.op == OpCode::Parameter) return true;
  if (step.op != OpCode::Reading) return false;
  const ValueIndex value = certain.state[step.index];
  return value != has_not_happened &&
         reads_parameters(certain.model.variables[VariableId{step.index}].values[value].number);
}

// Whether one operand can decide alone.
bool may_settle(const Instruction& step) {
  return step.op == OpCode::Multiply || step.op == OpCode::Divide || step.op == OpCode::And || step.op == OpCode::Or;
}

using Numbers = std::vector<Known>;

Known taken(Numbers& numbers) {
  const Known last = numbers.back();
  numbers.pop_back();
  return last;
}

// One instruction by itself, of numbers that are known.
Known worked_out(const Formula& formula, const Instruction& step, std::span<const double> operands,
                 const Certain& certain) {
  Formula alone{{}, formula.values, formula.span};
  for (const double operand : operands) alone.code.push_back({OpCode::Number, 0, 0, 0, operand});
  alone.code.push_back(step);
  return evaluate(alone, certain.point, certain.state);
}

std::size_t num_operands(const Instruction& step) {
  if (step.op == OpCode::Number || step.op == OpCode::Parameter || reads_variable(step.op)) return 0;
  if (step.op == OpCode::Min || step.op == OpCode::Max) return step.count;
  return step.op == OpCode::Negate || step.op == OpCode::Exp || step.op == OpCode::Not ? 1 : 2;
}

// What is settled by one operand alone: 0 times anything, false and anything, true or anything.
Known settled_by_one(OpCode op, std::span<const Known> operands) {
  const auto any = [&](const auto& test) {
    return std::ranges::any_of(operands, [&](const Known& one) { return one && test(*one); });
  };
  const bool has_zero = any([](double number) { return number == 0; });
  if ((op == OpCode::Multiply || op == OpCode::And) && has_zero) return 0.0;
  if (op == OpCode::Or && any([](double number) { return number != 0; })) return 1.0;
  if (op == OpCode::Divide && operands[0] == 0.0) return 0.0;
  return std::nullopt;
}

void run_known(const Formula& formula, const Instruction& step, const Certain& certain, Numbers& numbers) {
  const std::size_t num = std::min(num_operands(step), numbers.size());
  const std::span<const Known> operands(numbers.end() - static_cast<std::ptrdiff_t>(num), numbers.end());
  Known result;
  if (!moved_by_parameters(step, certain)) {
    std::vector<double> all;
    for (const Known& one : operands) {
      if (one) all.push_back(*one);
    }
    result = all.size() == num ? worked_out(formula, step, all, certain) : settled_by_one(step.op, operands);
  }
  numbers.resize(numbers.size() - num);
  numbers.push_back(result);
}

}  // namespace

Known known_number(const Formula& formula, const Certain& certain) {
  if (formula.code.size() == 1 && formula.code[0].op == OpCode::Number) return formula.code[0].number;
  const auto moved = [&](const Instruction& step) { return moved_by_parameters(step, certain); };
  if (std::ranges::none_of(formula.code, moved)) return evaluate(formula, certain.point, certain.state);
  if (std::ranges::none_of(formula.code, may_settle)) return std::nullopt;
  Numbers numbers;
  for (const Instruction& step : formula.code) run_known(formula, step, certain, numbers);
  return numbers.empty() ? std::nullopt : taken(numbers);
}

Known known_to_hold(const Formula& condition, const Certain& certain) {
  return condition.code.empty() ? Known{1.0} : known_number(condition, certain);
}

}  // namespace demarche
