#include "demarche/raid/raid.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Probabilities of consecutive numbers of leakers: mass[k] is P(first + k); those left out are below the smallest
// double.
struct Law {
  std::size_t first = 0;
  std::vector<double> mass;
};

double sum_of(const std::vector<double>& terms) {
  double sum = 0;
  double lost = 0;  // Kahan (1965), CACM 8(1): what rounding took from the sum so far
  for (double term : terms) {
    const double corrected = term - lost;
    const double next = sum + corrected;
    lost = (next - sum) - corrected;
    sum = next;
  }
  return sum;
}

void scale_to_one(Law& law) {
  const double total = sum_of(law.mass);
  for (double& mass : law.mass) mass /= total;
}

// Below this share of the mode's mass a term is left out. A binomial falls to it within about 38 standard deviations,
// so that 100,000 weapons leave some 12,000 terms.
constexpr double smallest_share = 1e-300;

// Binomial(n, p) by the ratio of neighbouring terms, P(k+1)/P(k) = (n-k)/(k+1) p/(1-p), outward from the mode and
// scaled to sum to one: no factorials, no cancellation, no underflow at the start. See Kachitvichyanukul & Schmeiser
// (1988), CACM 31(2), 216-222, for the recurrence and its stability away from the mode.
Law binomial(int num_trials, double p) {
  const auto n = static_cast<double>(num_trials);
  if (p <= 0 || num_trials == 0) return {0, {1.0}};
  if (p >= 1) return {static_cast<std::size_t>(num_trials), {1.0}};
  const double ratio = p / (1 - p);
  const double mode = std::min(n, std::floor((n + 1) * p));
  std::vector<double> below;
  for (double k = mode, mass = 1; k > 0; --k) {
    mass *= k / ((n - k + 1) * ratio);
    if (mass < smallest_share) break;
    below.push_back(mass);
  }
  Law law{static_cast<std::size_t>(mode) - below.size(), {below.rbegin(), below.rend()}};
  law.mass.push_back(1);
  for (double k = mode, mass = 1; k < n; ++k) {
    mass *= (n - k) / (k + 1) * ratio;
    if (mass < smallest_share) break;
    law.mass.push_back(mass);
  }
  scale_to_one(law);
  return law;
}

// The law of a sum of two independent numbers.
Law convolve(const Law& a, const Law& b) {
  Law sum{a.first + b.first, std::vector<double>(a.mass.size() + b.mass.size() - 1, 0.0)};
  for (std::size_t i = 0; i < a.mass.size(); ++i) {
    const double weight = a.mass[i];
    double* out = sum.mass.data() + i;
    for (std::size_t j = 0; j < b.mass.size(); ++j) out[j] += weight * b.mass[j];
  }
  return sum;
}

// Drops ends that no double can tell from zero, so that convolving many weapons stays as narrow as its spread.
void trim(Law& law) {
  const auto matters = [](double mass) { return mass >= smallest_share; };
  const auto last = std::find_if(law.mass.rbegin(), law.mass.rend(), matters).base();
  law.mass.erase(last, law.mass.end());
  const auto first = std::find_if(law.mass.begin(), law.mass.end(), matters);
  law.first += static_cast<std::size_t>(first - law.mass.begin());
  law.mass.erase(law.mass.begin(), first);
}

}  // namespace

std::vector<double> leaker_law(std::span<const WeaponFlow> weapons) {
  Law total{0, {1.0}};
  std::size_t num_launched = 0;
  for (const WeaponFlow& weapon : weapons) {
    total = convolve(total, binomial(weapon.num_launched, weapon.survival));
    trim(total);
    num_launched += static_cast<std::size_t>(weapon.num_launched);
  }
  scale_to_one(total);
  std::vector<double> law(num_launched + 1, 0.0);
  std::copy(total.mass.begin(), total.mass.end(), law.begin() + static_cast<std::ptrdiff_t>(total.first));
  return law;
}

double binomial_tail(int num_members, int needed, double yes) {
  if (needed <= 0) return 1;
  if (needed > num_members) return 0;
  const Law law = binomial(num_members, yes);
  const auto from = static_cast<std::size_t>(needed);
  double tail = 0;
  const std::size_t skipped = from > law.first ? from - law.first : 0;
  for (std::size_t i = law.mass.size(); i > skipped; --i) tail += law.mass[i - 1];
  return std::min(tail, 1.0);
}

}  // namespace demarche
