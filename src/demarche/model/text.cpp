#include "demarche/model/model.h"

#include <fmt/format.h>

#include <cstdlib>

namespace demarche {

namespace {

// How tightly an operator binds, so that only the brackets that are needed are written.
enum Tightness { Loose, Conjunct, Negation, Comparand, Sum, Product, Sign, Atom };

struct Piece {
  std::string text;
  Tightness tightness = Atom;
  std::size_t after_is = 0;  // in the text of `X is a`, where a `not` would stand; 0 elsewhere
};

std::string within(const Piece& piece, Tightness least) {
  return piece.tightness < least ? "(" + piece.text + ")" : piece.text;
}

Piece pop(std::vector<Piece>& stack) {
  if (stack.empty()) return {"?", Atom};
  Piece piece = std::move(stack.back());
  stack.pop_back();
  return piece;
}

struct Infix {
  const char* word;
  Tightness tightness;
  Tightness right;  // what the right operand needs to go without brackets
};

Infix infix_of(OpCode op) {
  switch (op) {
    case OpCode::Add:
      return {"+", Sum, Sum};
    case OpCode::Subtract:
      return {"-", Sum, Product};
    case OpCode::Multiply:
      return {"*", Product, Product};
    case OpCode::Divide:
      return {"/", Product, Sign};
    case OpCode::Less:
      return {"<", Comparand, Sum};
    case OpCode::LessEqual:
      return {"<=", Comparand, Sum};
    case OpCode::Equal:
      return {"=", Comparand, Sum};
    case OpCode::GreaterEqual:
      return {">=", Comparand, Sum};
    case OpCode::Greater:
      return {">", Comparand, Sum};
    case OpCode::And:
      return {"and", Conjunct, Conjunct};
    default:
      return {"or", Loose, Loose};
  }
}

const char* order_word(OpCode op) {
  switch (op) {
    case OpCode::AtLeast:
      return "at least";
    case OpCode::AtMost:
      return "at most";
    case OpCode::Above:
      return "above";
    default:
      return "below";
  }
}

std::string value_name(const Variable& variable, std::size_t value) {
  return value < variable.values.size() ? variable.values[value].name : fmt::format("value {}", value);
}

// ` in round 2 of rounds`, behind the values.
std::string round_text(const Model& model, const Variable& variable) {
  if (!variable.record || variable.record->what != Recorded::What::InRound) return {};
  return fmt::format(" in round {} of {}", variable.record->round, model.variables[variable.record->counter].name);
}

// The name that stands before `is`.
const std::string& name_before_is(const Model& model, const Variable& variable) {
  using enum Recorded::What;
  const bool as_it_was = variable.record && (variable.record->what == InRound || variable.record->what == BeforeBlock);
  return as_it_was ? model.variables[variable.record->of].name : variable.name;
}

Piece is_text(const Model& model, const Formula& formula, const Instruction& step) {
  const Variable& variable = model.variables[VariableId{step.index}];
  if (variable.record && variable.record->what == Recorded::What::Ever) return {variable.name, Comparand, 0};
  const std::string& name = name_before_is(model, variable);
  std::string text = name + " is ";
  for (std::uint16_t k = 0; k < step.count; ++k) {
    if (k > 0) text += " or ";
    text += value_name(variable, formula.values[step.first + k]);
  }
  return {text + round_text(model, variable), Comparand, name.size() + std::string_view(" is").size()};
}

Piece not_text(Piece piece) {
  if (piece.after_is == 0 && piece.text.starts_with("ever ")) return {"n" + piece.text, Comparand};
  if (piece.after_is == 0) return {"not " + within(piece, Atom), Negation};
  piece.text.insert(piece.after_is, " not");
  return {std::move(piece.text), Comparand};
}

std::string ordered_text(const Model& model, const Instruction& step) {
  const Variable& variable = model.variables[VariableId{step.index}];
  return fmt::format("{} is {} {}{}", name_before_is(model, variable), order_word(step.op),
                     value_name(variable, step.first), round_text(model, variable));
}

// No two signs in a row.
Piece negated_text(const Piece& piece) {
  return {"-" + within(piece, piece.text.starts_with('-') ? Atom : Sign), Sign};
}

Piece extreme_text(const Instruction& step, std::vector<Piece>& stack) {
  std::string arguments = pop(stack).text;
  for (std::uint16_t k = 1; k < step.count; ++k) arguments.insert(0, pop(stack).text + ", ");
  return {fmt::format("{}({})", step.op == OpCode::Min ? "min" : "max", arguments), Atom};
}

Piece infix_text(OpCode op, std::vector<Piece>& stack) {
  const Infix infix = infix_of(op);
  const Piece right = pop(stack);
  const Piece left = pop(stack);
  const Tightness needed = infix.tightness == Comparand ? Sum : infix.tightness;
  return {fmt::format("{} {} {}", within(left, needed), infix.word, within(right, infix.right)), infix.tightness};
}

Piece piece_of(const Model& model, const Formula& formula, const Instruction& step, std::vector<Piece>& stack) {
  switch (step.op) {
    case OpCode::Number:
      return {fmt::format("{}", step.number), step.number < 0 ? Sign : Atom};
    case OpCode::Parameter:
      return {model.parameters[ParameterId{step.index}].name, Atom};
    case OpCode::Reading:
      return {model.variables[VariableId{step.index}].name, Atom};
    case OpCode::Negate:
      return negated_text(pop(stack));
    case OpCode::Exp:
      return {"exp(" + pop(stack).text + ")", Atom};
    case OpCode::Not:
      return not_text(pop(stack));
    case OpCode::Is:
      return is_text(model, formula, step);
    case OpCode::AtLeast:
    case OpCode::AtMost:
    case OpCode::Above:
    case OpCode::Below:
      return {ordered_text(model, step), Comparand};
    case OpCode::Min:
    case OpCode::Max:
      return extreme_text(step, stack);
    default:
      return infix_text(step.op, stack);
  }
}

}  // namespace

std::string text_of(const Model& model, const Formula& formula) {
  if (formula.code.empty()) return "always";
  std::vector<Piece> stack;
  for (const Instruction& step : formula.code) {
    Piece piece = piece_of(model, formula, step, stack);
    stack.push_back(std::move(piece));
  }
  return pop(stack).text;
}

std::string text_of(const Model& model, const NumberThought& thought) {
  return fmt::format("{} thinks {} = {}", model.actors[thought.actor].name, model.parameters[thought.parameter].name,
                     text_of(model, thought.number));
}

std::string text_of(const Model& model, const Correlation& correlation) {
  std::string text;
  for (std::size_t k = 0; k < correlation.parameters.size(); ++k) {
    const bool is_last = k + 1 == correlation.parameters.size();
    text += k == 0 ? "" : is_last ? " and " : ", ";
    text += model.parameters[correlation.parameters[k]].name;
  }
  return fmt::format("{} by {:.6g}%", text, 100 * correlation.rank_correlation);
}

std::string text_of(const Model& model, const ScaleChange& change) {
  const Variable& scale = model.variables[change.variable];
  if (change.how == ScaleChange::How::MovesBy)
    return fmt::format("{} {} by {}", scale.name, change.by < 0 ? "falls" : "rises", std::abs(change.by));
  return fmt::format("{} {} {}", scale.name, change.how == ScaleChange::How::RisesTo ? "rises to" : "becomes",
                     scale.values[change.value].name);
}

std::string text_of(const NamedEquilibrium& named) {
  std::string text;
  for (const Claim& claim : named.claims) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", claim.text);
  return text;
}

std::string levels_text(const Model& model, const Variable& variable) {
  const bool is_even = variable.levels->law == LevelLaw::Even;
  return fmt::format("{} levels {} {} {} {}", variable.values.size(), is_even ? "from" : "around",
                     text_of(model, variable.levels->first), is_even ? "to" : "spread",
                     text_of(model, variable.levels->second));
}

}  // namespace demarche
