#include "demarche/raid/binomial.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Below this share of the mode's mass a term is left out. A binomial falls to it within about 38 standard deviations,
// so that 100,000 weapons leave some 12,000 terms.
constexpr double smallest_share = 1e-300;

// A law by the ratios of neighbouring terms, P(k+1) / P(k) = ratio(k), outward from its mode and scaled to sum to one:
// no factorials, no cancellation, no underflow at the start. See Kachitvichyanukul & Schmeiser (1988), CACM 31(2),
// 216-222, for the recurrence and its stability away from the mode.
template <class Ratio>
Law by_ratios(std::size_t num_trials, std::size_t mode, const Ratio& ratio) {
  const auto n = static_cast<double>(num_trials);
  std::vector<double> below;
  for (double k = static_cast<double>(mode), mass = 1; k > 0; --k) {
    mass /= ratio(k - 1);
    if (mass < smallest_share) break;
    below.push_back(mass);
  }
  Law law{mode - below.size(), {below.rbegin(), below.rend()}};
  law.mass.push_back(1);
  for (double k = static_cast<double>(mode), mass = 1; k < n; ++k) {
    mass *= ratio(k);
    if (mass < smallest_share) break;
    law.mass.push_back(mass);
  }
  scale_to_one(law);
  return law;
}

}  // namespace

Law binomial(std::size_t num_trials, double p) {
  const auto n = static_cast<double>(num_trials);
  if (p <= 0 || num_trials == 0) return {0, {1.0}};
  if (p >= 1) return {num_trials, {1.0}};
  const double odds = p / (1 - p);
  const auto mode = static_cast<std::size_t>(std::min(n, std::floor((n + 1) * p)));
  return by_ratios(num_trials, mode, [=](double k) { return (n - k) / (k + 1) * odds; });
}

// Where a + b > 2 the terms rise up to one mode. Otherwise they may fall first and then rise, as powers of k and not
// exponentially, so that beginning at 0 loses nothing.
Law beta_binomial(std::size_t num_trials, const BetaShare& share) {
  const auto n = static_cast<double>(num_trials);
  const auto [a, b] = share;
  double mode = 0;
  if (a + b > 2) mode = std::clamp(std::floor((n * (a - 1) - (b - 1)) / (a + b - 2)) + 1, 0.0, n);
  const auto ratio = [=](double k) { return (n - k) / (k + 1) * ((a + k) / (b + n - k - 1)); };
  return by_ratios(num_trials, static_cast<std::size_t>(mode), ratio);
}

double binomial_tail(int num_members, int needed, double yes) {
  if (needed <= 0) return 1;
  if (needed > num_members) return 0;
  const Law law = binomial(static_cast<std::size_t>(num_members), yes);
  const auto from = static_cast<std::size_t>(needed);
  double tail = 0;
  const std::size_t skipped = from > law.first ? from - law.first : 0;
  for (std::size_t i = law.mass.size(); i > skipped; --i) tail += law.mass[i - 1];
  return std::min(tail, 1.0);
}

}  // namespace demarche
