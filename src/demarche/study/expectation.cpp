#include "demarche/study/position.h"

#include "demarche/base/never.h"
#include "demarche/point/reading.h"
#include "demarche/study/known_ends.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

void share_out(Endings& endings) {
  const double top = endings.logs.empty() ? never : *std::ranges::max_element(endings.logs);
  for (const double log : endings.logs) {
    endings.shares.push_back(std::exp(log - top));
    endings.total += endings.shares.back();
  }
  endings.log_condition = endings.logs.empty() ? never : top + std::log(endings.total);
}

}  // namespace

Endings endings_of(const Outlook& outlook, const Formula* given) {
  const Game& game = outlook.position.compiled->game;
  const Story& story = outlook.position.compiled->story;
  const std::uint8_t* met = given ? ends_met(outlook.position, outlook.point, *given) : nullptr;
  Endings endings;
  for (std::size_t row = 0; row < game.nodes.size(); ++row) {
    const NodeId node{row};
    if (game.nodes[node].kind != NodeKind::Terminal || outlook.log_reach(node) == never) continue;
    if (met && met[row] == 0) continue;
    if (given && !met && !holds(*given, outlook.point, state_view(story, story.state_of[node]))) continue;
    endings.nodes.push_back(node);
    endings.logs.push_back(outlook.log_reach(node));
  }
  share_out(endings);
  return endings;
}

std::shared_ptr<const Endings> endings_met(const Outlook& outlook, const Formula* given) {
  std::shared_ptr<const Endings>* known = given ? nullptr : known_endings(outlook);
  if (known && *known) return *known;
  auto endings = std::make_shared<const Endings>(endings_of(outlook, given));
  if (known) *known = endings;
  return endings;
}

Unit unit_of(const Quantity& quantity) {
  switch (quantity.op) {
    case Quantity::Op::Probability:
      return Unit::Share;
    case Quantity::Op::Payoff:
    case Quantity::Op::Reading:
    case Quantity::Op::Formula:
    case Quantity::Op::Difference:
    case Quantity::Op::Ratio:
      return Unit::Number;
  }
  return Unit::Number;
}

bool is_of_payoffs(const Quantity& quantity) {
  bool any = false;
  for_each_plain(quantity, [&](const Quantity& plain) { any |= plain.op == Quantity::Op::Payoff; });
  return any;
}

double number_at(const Outlook& outlook, const Quantity& quantity, NodeId node) {
  return number_at({*outlook.position.compiled, *outlook.position.stakes, outlook.point}, quantity, node);
}

double log_sum_exp(const std::vector<double>& logs) {
  const double top = logs.empty() ? never : *std::max_element(logs.begin(), logs.end());
  if (top == never) return never;
  double sum = 0;
  for (const double log : logs) sum += std::exp(log - top);
  return top + std::log(sum);
}

Outlook look_ahead(const Position& position, const Strategy& strategy, std::optional<ActorId> seen_by) {
  const auto reaches = [&](ActorId actor) {
    return std::make_shared<const Table<NodeId, double>>(
        log_reaches(position.compiled->game, *position.stakes, strategy, actor));
  };
  return {position, point_of(*position.model, *position.parameters),
          seen_by ? reaches(*seen_by) : reaches_under(position, strategy), seen_by};
}

const Table<OddsId, double>& odds_of(const Outlook& outlook) {
  const Stakes& stakes = *outlook.position.stakes;
  return outlook.seen_by ? odds_of(stakes, *outlook.seen_by) : stakes.odds;
}

namespace {

// Whether a mean is no more than what adding it up has lost to rounding.
bool is_nothing(const Outlook& outlook, const Endings& endings, const Quantity& quantity, double mean) {
  constexpr double rounding = 64 * std::numeric_limits<double>::epsilon();
  double size = 0;
  for (std::size_t k = 0; k < endings.nodes.size(); ++k)
    size += endings.shares[k] * std::abs(number_at(outlook, quantity, endings.nodes[k]));
  return std::abs(mean) <= rounding * size / endings.total;
}

// NaN where there is nothing to divide by.
double made_of_parts(const Outlook& outlook, const Endings& endings, const Quantity& quantity) {
  const double one = expectation_of(outlook, endings, quantity.parts.front()).value;
  const double other = expectation_of(outlook, endings, quantity.parts.back()).value;
  if (quantity.op == Quantity::Op::Difference) return one - other;
  const bool is_empty = is_nothing(outlook, endings, quantity.parts.back(), other);
  return is_empty ? std::numeric_limits<double>::quiet_NaN() : one / other;
}

}  // namespace

Probability expectation_of(const Outlook& outlook, const Endings& endings, const Quantity& quantity) {
  if (endings.nodes.empty()) return {std::numeric_limits<double>::quiet_NaN(), never};
  if (!quantity.parts.empty()) return {made_of_parts(outlook, endings, quantity), endings.log_condition};
  const bool is_event = quantity.op == Quantity::Op::Probability;
  const std::uint8_t* met = is_event ? ends_met(outlook.position, outlook.point, quantity.event) : nullptr;
  double weighted = 0;
  for (std::size_t i = 0; i < endings.nodes.size(); ++i) {
    const NodeId node = endings.nodes[i];
    weighted += endings.shares[i] * (met ? met[node.value] : number_at(outlook, quantity, node));
  }
  return {weighted / endings.total, endings.log_condition};
}

std::vector<PartSlope> slopes_by_part(const Outlook& outlook, const Endings& endings, const Quantity& quantity) {
  if (quantity.parts.empty()) return {{&quantity, 1}};
  const Quantity& one = quantity.parts.front();
  const Quantity& other = quantity.parts.back();
  if (quantity.op == Quantity::Op::Difference) return {{&one, 1}, {&other, -1}};
  const double over = expectation_of(outlook, endings, one).value;
  const double under = expectation_of(outlook, endings, other).value;
  return {{&one, 1 / under}, {&other, -over / under / under}};
}

Table<NodeId, double> slopes_by_end(const Outlook& outlook, const Endings& endings, const Quantity& quantity) {
  Table<NodeId, double> slopes(outlook.position.compiled->game.nodes.size(), 0.0);
  for (const PartSlope& part : slopes_by_part(outlook, endings, quantity)) {
    const double mean = expectation_of(outlook, endings, *part.quantity).value;
    for (std::size_t k = 0; k < endings.nodes.size(); ++k) {
      const NodeId node = endings.nodes[k];
      slopes[node] +=
          part.slope * (endings.shares[k] / endings.total * (number_at(outlook, *part.quantity, node) - mean));
    }
  }
  return slopes;
}

double size_rested_on(const Outlook& outlook, const Endings& endings, const Quantity& quantity, double payoff_range) {
  if (quantity.parts.empty() || endings.nodes.empty()) return 0;
  double size = 0;
  for (const PartSlope& part : slopes_by_part(outlook, endings, quantity)) {
    const double own = std::abs(expectation_of(outlook, endings, *part.quantity).value);
    const bool is_payoff = part.quantity->op == Quantity::Op::Payoff;
    const double known_by = unit_of(*part.quantity) == Unit::Share ? 1 : is_payoff ? std::max(own, payoff_range) : own;
    size += std::abs(part.slope) * known_by;
  }
  return std::isfinite(size) ? size : 0;
}

Probability expectation_of(const Outlook& outlook, const Quantity& quantity, const Formula* given) {
  return expectation_of(outlook, endings_of(outlook, given), quantity);
}

Probability probability_of(const Solved& solved, const Strategy& strategy, const Formula& event, const Formula* given) {
  Quantity quantity;
  quantity.event = event;
  return expectation_of(look_ahead(position_of(solved), strategy, std::nullopt), quantity, given);
}

}  // namespace demarche
