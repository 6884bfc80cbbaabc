#include "demarche/compile/bind_wide.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr double nearly_alike = 1e-7;  // the spread of payoffs as a share of their size: certificates need six digits
constexpr double far_apart = 2e-9;     // a number as a share of another: a millionth of it may be lost

struct Sizes {
  double least = std::numeric_limits<double>::infinity();
  double largest = 0;
};

void take_in(double number, Sizes& sizes) {
  const double size = std::abs(number);
  if (size == 0 || !std::isfinite(size)) return;
  sizes.least = std::min(sizes.least, size);
  sizes.largest = std::max(sizes.largest, size);
}

// Of the numbers a formula adds up, before they are added: `parameters` are taken at their value, and as worked out.
void take_in(const Model& model, const Point& point, const Formula& formula, Sizes& sizes) {
  for (const Instruction& step : formula.code) {
    if (step.op == OpCode::Number) take_in(step.number, sizes);
    if (step.op == OpCode::Parameter) {
      take_in(point.parameters[ParameterId{step.index}], sizes);
      const Formula& best = model.parameters[ParameterId{step.index}].best;
      if (best.code.size() > 1) take_in(model, point, best, sizes);
    }
    if (step.op != OpCode::Reading) continue;
    for (const double number : point.numbers[VariableId{step.index}]) take_in(number, sizes);
  }
}

}  // namespace

bool loses_digits(const Model& model, const Point& point, ActorId actor, const std::vector<double>& payoffs) {
  Sizes sizes;
  for (const PayoffTerm& term : model.payoffs[actor]) take_in(model, point, term.number, sizes);
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (std::size_t row = actor.value; row < payoffs.size(); row += model.actors.size()) {
    low = std::min(low, payoffs[row]);
    high = std::max(high, payoffs[row]);
  }
  const double largest = std::max({sizes.largest, std::abs(low), std::abs(high)});
  return high - low < nearly_alike * largest || sizes.least < far_apart * largest;
}

void bind_widely(const Model& model, const Compiled& compiled, const WidePoint& point, ActorId actor, Stakes& stakes) {
  const std::size_t num_actors = model.actors.size();
  stakes.remainders.resize(stakes.payoffs.size(), 0.0);
  std::size_t row = actor.value;
  for (const StateId state_id : compiled.story.state_of_outcome) {
    const StateView state = state_view(compiled.story, state_id);
    Wide sum;
    for (const PayoffTerm& term : model.payoffs[actor])
      if (holds(term.condition, point.point, state)) sum = sum + evaluate_wide(term.number, point, state);
    if (std::isfinite(sum.high)) {
      stakes.payoffs[row] = sum.high;
      stakes.remainders[row] = sum.low;
    }
    row += num_actors;
  }
}

}  // namespace demarche
