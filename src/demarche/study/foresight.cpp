#include "demarche/study/foresight.h"

#include "demarche/compile/records.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace demarche {
namespace {

// A number or a truth; open: nobody knows yet.
struct Guess {
  double number = 0;
  bool open = false;
};

Guess truth(bool value) { return {value ? 1.0 : 0.0, false}; }
bool is_known(const Guess& guess, bool value) { return !guess.open && (guess.number != 0) == value; }

// As deep as formulas may be.
struct Guesses {
  std::array<Guess, max_formula_depth> cells;
  std::size_t size = 0;

  void push(Guess guess) {
    if (size < cells.size()) cells[size++] = guess;
  }
  Guess pop() { return size == 0 ? Guess{0, true} : cells[--size]; }
};

// A node at which a condition is read.
struct Reading {
  const Formula& condition;
  const Point& point;
  const Foresight& foresight;
  StateView state;
  const std::uint64_t* can_happen = nullptr;
};

// What was so at any time is open until it was.
bool is_ever(const Model& model, std::uint32_t variable) {
  const std::optional<Recorded>& record = model.variables[VariableId{variable}].record;
  return record && record->what == Recorded::What::Ever;
}

bool is_open(const Reading& reading, std::uint32_t variable) {
  if (reading.state[variable] != (is_ever(*reading.foresight.model, variable) ? 0 : has_not_happened)) return false;
  const std::vector<VariableId>& named = reading.foresight.named;
  const auto row = static_cast<std::size_t>(std::ranges::find(named, VariableId{variable}) - named.begin());
  return (reading.can_happen[row / 64] >> row % 64 & 1) != 0;
}

bool is_one_of(const Formula& condition, const Instruction& step, ValueIndex value) {
  const auto first = condition.values.begin() + step.first;
  return std::find(first, first + step.count, value) != first + step.count;
}

Guess read_atom(const Reading& reading, const Instruction& step) {
  if (is_open(reading, step.index)) return {0, true};
  const ValueIndex value = reading.state[step.index];
  const bool happened = value != has_not_happened;
  switch (step.op) {
    case OpCode::Reading:
      return {happened ? reading.point.numbers[VariableId{step.index}][value] : 0, false};
    case OpCode::Is:
      return truth(is_one_of(reading.condition, step, value));
    case OpCode::AtLeast:
      return truth(happened && value >= step.first);
    case OpCode::AtMost:
      return truth(happened && value <= step.first);
    case OpCode::Above:
      return truth(happened && value > step.first);
    default:
      return truth(happened && value < step.first);
  }
}

// One side may settle both.
Guess kleene(OpCode op, const Guess& left, const Guess& right) {
  const bool settles = op == OpCode::Or;
  if (is_known(left, settles) || is_known(right, settles)) return truth(settles);
  if (left.open || right.open) return {0, true};
  return truth(!settles);
}

Guess combined(OpCode op, const Guess& left, const Guess& right) {
  if (op == OpCode::And || op == OpCode::Or) return kleene(op, left, right);
  if (left.open || right.open) return {0, true};
  const double x = left.number;
  const double y = right.number;
  switch (op) {
    case OpCode::Add:
      return {x + y, false};
    case OpCode::Subtract:
      return {x - y, false};
    case OpCode::Multiply:
      return {x * y, false};
    case OpCode::Divide:
      return {x / y, false};
    case OpCode::Min:
      return {std::min(x, y), false};
    case OpCode::Max:
      return {std::max(x, y), false};
    case OpCode::Less:
      return truth(x < y);
    case OpCode::LessEqual:
      return truth(x <= y);
    case OpCode::Equal:
      return truth(x == y);
    case OpCode::GreaterEqual:
      return truth(x >= y);
    default:
      return truth(x > y);
  }
}

Guess changed(OpCode op, const Guess& guess) {
  if (guess.open) return guess;
  if (op == OpCode::Negate) return {-guess.number, false};
  if (op == OpCode::Exp) return {std::exp(guess.number), false};
  return truth(guess.number == 0);
}

Guess extreme(const Instruction& step, Guesses& guesses) {
  Guess result = guesses.pop();
  for (std::uint16_t k = 1; k < step.count; ++k) result = combined(step.op, result, guesses.pop());
  return result;
}

Guess result_of(const Reading& reading, const Instruction& step, Guesses& guesses) {
  if (reads_variable(step.op)) return read_atom(reading, step);
  switch (step.op) {
    case OpCode::Number:
      return {step.number, false};
    case OpCode::Parameter:
      return {reading.point.parameters[ParameterId{step.index}], false};
    case OpCode::Negate:
    case OpCode::Exp:
    case OpCode::Not:
      return changed(step.op, guesses.pop());
    case OpCode::Min:
    case OpCode::Max:
      return extreme(step, guesses);
    default: {
      const Guess right = guesses.pop();
      return combined(step.op, guesses.pop(), right);
    }
  }
}

}  // namespace

// Whether the step settles the variable, or something of which it is kept. A scale has its level of now.
bool settles(const Model& model, const Site& site, StateView state, VariableId named) {
  const std::optional<Recorded>& record = model.variables[named].record;
  if (!record) return site.variable == named;
  const bool scale = model.variables[record->of].kind == VariableKind::Scale;
  return !scale && site.variable == record->of && may_be_kept(*record, site.counters, state);
}

void add_what_happens(const Model& model, const Compiled& compiled, NodeId node, const std::vector<VariableId>& named,
                      std::uint64_t* here) {
  const Site& site = compiled.story.sites[compiled.story.site_of[node]];
  const StateView state = state_view(compiled.story, compiled.story.state_of[node]);
  for (std::size_t bit = 0; bit < named.size(); ++bit) {
    if (settles(model, site, state, named[bit])) here[bit / 64] |= std::uint64_t{1} << bit % 64;
  }
}

Foresight look_for(const Model& model, const Formula& condition, const Compiled& compiled) {
  const Table<NodeId, Node>& nodes = compiled.game.nodes;
  const Story& story = compiled.story;
  Foresight foresight{&model, variables_of(condition), 0, {}};
  foresight.num_words = foresight.named.size() / 64 + 1;
  foresight.can_happen.assign(nodes.size() * foresight.num_words, 0);
  for (std::size_t row = nodes.size(); row-- > 0;) {
    const NodeId node{row};
    std::uint64_t* here = &foresight.can_happen[row * foresight.num_words];
    if (story.site_of[node] != none<SiteTag>) add_what_happens(model, compiled, node, foresight.named, here);
    for (std::size_t word = 0; row > 0 && word < foresight.num_words; ++word) {
      foresight.can_happen[nodes[node].parent.value * foresight.num_words + word] |= here[word];
    }
  }
  return foresight;
}

bool is_certain(const Formula& condition, const Point& point, const Compiled& compiled, const Foresight& foresight,
                NodeId node) {
  if (condition.code.empty()) return true;
  const Reading reading{condition, point, foresight, state_view(compiled.story, compiled.story.state_of[node]),
                        &foresight.can_happen[node.value * foresight.num_words]};
  Guesses guesses;
  for (const Instruction& step : condition.code) guesses.push(result_of(reading, step, guesses));
  return is_known(guesses.pop(), true);
}

}  // namespace demarche
