#include "demarche/survey/tipping.h"

#include <algorithm>
#include <cmath>

namespace demarche {

std::vector<std::pair<double, double>> holding_stretches(const Tipping& tipping, const TippedParameter& one) {
  const double at_an_end = std::isnan(one.at_low) ? one.at_high : one.at_low;
  const double somewhere = std::isnan(at_an_end) ? one.between.value_or(at_an_end) : at_an_end;
  if (one.crossings.empty() && std::isnan(somewhere)) return {};
  const bool upward = is_upward(tipping.sign);
  bool met = one.crossings.empty() ? holds(tipping.sign, somewhere, tipping.bound, tipping.slack)
                                   : one.crossings.front().upwards != upward;
  std::vector<std::pair<double, double>> stretches;
  double from = one.parameter.low;
  for (const Crossing& crossing : one.crossings) {
    if (met) stretches.emplace_back(from, crossing.at);
    from = crossing.at;
    met = crossing.upwards == upward;
  }
  if (met) stretches.emplace_back(from, one.parameter.high);
  return stretches;
}

std::vector<const TippedParameter*> by_weight(const Tipping& tipping) {
  std::vector<const TippedParameter*> order;
  for (const TippedParameter& one : tipping.parameters) order.push_back(&one);
  const auto moved = [](const TippedParameter& one) {
    const double moved_by = std::abs(one.at_high - one.at_low);
    return std::isnan(moved_by) ? -1 : moved_by;
  };
  std::ranges::sort(order, [&](const TippedParameter* a, const TippedParameter* b) {
    if (a->crossings.empty() != b->crossings.empty()) return b->crossings.empty();
    const double one = moved(*a);
    const double other = moved(*b);
    return one != other ? one > other : a->parameter.name < b->parameter.name;
  });
  return order;
}

}  // namespace demarche
