#include "demarche/compile/formula_parts.h"

#include <algorithm>
#include <span>

namespace demarche {
namespace {

using Code = std::vector<Instruction>;

std::size_t arity(const Instruction& step) {
  if (reads_variable(step.op)) return 0;
  switch (step.op) {
    case OpCode::Number:
    case OpCode::Parameter:
      return 0;
    case OpCode::Negate:
    case OpCode::Exp:
    case OpCode::Not:
      return 1;
    case OpCode::Min:
    case OpCode::Max:
      return step.count;
    default:
      return 2;
  }
}

// Where the last operand of the code begins.
std::size_t last_operand(std::span<const Instruction> code) {
  std::size_t wanted = 1;
  std::size_t at = code.size();
  while (wanted > 0 && at > 0) wanted += arity(code[--at]) - 1;
  return at;
}

// A stretch of code whose value is worked on by what stands around it.
struct Piece {
  std::span<const Instruction> code;
  Code before;
  Code after;
};

Formula formula_of(const Formula& whole, const Piece& piece) {
  Formula formula{piece.before, whole.values, whole.span};
  formula.code.insert(formula.code.end(), piece.code.begin(), piece.code.end());
  formula.code.insert(formula.code.end(), piece.after.begin(), piece.after.end());
  return formula;
}

Code joined(std::span<const Instruction> first, std::span<const Instruction> second) {
  Code code(first.begin(), first.end());
  code.insert(code.end(), second.begin(), second.end());
  return code;
}

bool reads_mixed(std::span<const Instruction> code, const ReadsOf& mixed) {
  return std::ranges::any_of(
      code, [&](const Instruction& step) { return reads_variable(step.op) && mixed(VariableId{step.index}); });
}

// The pieces whose sum a piece is, one level down; nothing where it is no sum.
std::vector<Piece> opened(const Piece& piece, const ReadsOf& mixed) {
  const Instruction step = piece.code.back();
  const auto operands = piece.code.first(piece.code.size() - 1);
  const Code applied = joined({&step, 1}, piece.after);
  if (step.op == OpCode::Negate) return {{operands, piece.before, applied}};
  const bool is_sum = step.op == OpCode::Add || step.op == OpCode::Subtract;
  const bool scales = step.op == OpCode::Multiply || step.op == OpCode::Divide;
  if (!is_sum && !scales) return {};
  const std::size_t cut = last_operand(operands);
  const auto left = operands.first(cut);
  const auto right = operands.subspan(cut);
  if (is_sum) {
    Instruction negate = step;
    negate.op = OpCode::Negate;
    return {{left, piece.before, piece.after},
            {right, piece.before, step.op == OpCode::Add ? piece.after : joined({&negate, 1}, piece.after)}};
  }
  if (!reads_mixed(right, mixed)) return {{left, piece.before, joined(right, applied)}};
  if (step.op == OpCode::Divide || reads_mixed(left, mixed)) return {};
  return {{right, joined(piece.before, left), applied}};
}

}  // namespace

std::vector<Formula> conjuncts(const Formula& condition) {
  std::vector<Formula> parts;
  if (condition.code.empty()) return parts;
  std::vector<std::span<const Instruction>> open{condition.code};
  while (!open.empty()) {
    const auto code = open.back();
    open.pop_back();
    if (code.back().op == OpCode::And) {
      const auto operands = code.first(code.size() - 1);
      const std::size_t cut = last_operand(operands);
      open.push_back(operands.subspan(cut));
      open.push_back(operands.first(cut));
    } else {
      parts.push_back(formula_of(condition, {code, {}, {}}));
    }
  }
  return parts;
}

Formula all_of(const std::vector<Formula>& conditions) {
  Formula all;
  for (const Formula& condition : conditions) {
    const auto shift = static_cast<std::uint32_t>(all.values.size());
    const bool is_first = all.code.empty();
    for (Instruction step : condition.code) {
      if (step.op == OpCode::Is) step.first += shift;
      all.code.push_back(step);
    }
    if (!is_first) all.code.push_back({.op = OpCode::And});
    all.values.insert(all.values.end(), condition.values.begin(), condition.values.end());
    if (is_first) all.span = condition.span;
  }
  return all;
}

std::vector<Formula> addends(const Formula& number, const ReadsOf& mixed) {
  std::vector<Formula> sum;
  if (number.code.empty()) return {number};
  std::vector<Piece> open{{number.code, {}, {}}};
  while (!open.empty()) {
    const Piece piece = std::move(open.back());
    open.pop_back();
    const std::vector<Piece> parts = opened(piece, mixed);
    if (parts.empty()) sum.push_back(formula_of(number, piece));
    open.insert(open.end(), parts.rbegin(), parts.rend());
  }
  return sum;
}

bool reads_any(const Formula& formula, const ReadsOf& of) { return reads_mixed(formula.code, of); }

}  // namespace demarche
