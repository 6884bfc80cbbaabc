#include "demarche/point/reading.h"

#include <limits>

namespace demarche {

double number_at(const ReadFrom& from, const Quantity& quantity, NodeId node) {
  const Compiled& compiled = from.compiled;
  const StateView state = state_view(compiled.story, compiled.story.state_of[node]);
  switch (quantity.op) {
    case Quantity::Op::Probability:
      return holds(quantity.event, from.point, state) ? 1 : 0;
    case Quantity::Op::Payoff:
      return payoff(compiled.game, from.stakes, compiled.game.nodes[node].outcome(), quantity.actor);
    case Quantity::Op::Reading: {
      const ValueIndex value = state[quantity.variable.value];
      return value == has_not_happened ? 0 : from.point.numbers[quantity.variable][value];
    }
    case Quantity::Op::Formula:
      return evaluate(quantity.number, from.point, state);
    case Quantity::Op::Difference:
      return number_at(from, quantity.parts.front(), node) - number_at(from, quantity.parts.back(), node);
    case Quantity::Op::Ratio:
      return std::numeric_limits<double>::quiet_NaN();
  }
  return 0;
}

}  // namespace demarche
