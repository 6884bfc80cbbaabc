#pragma once

#include <span>
#include <vector>

namespace demarche {

// One kind of weapon of a raid: how many come, and the probability that each gets past all layers that are there.
struct WeaponFlow {
  int num_launched = 0;
  double survival = 0;  // product over layers of (1 - stopping probability)
};

// The exact law of the number of leakers: element k is P(k leak), for k from 0 to all that were launched; weapons are
// independent binomials, convolved. Counts are at least 0, survivals in [0, 1]; the law sums to 1 within 1e-12.
std::vector<double> leaker_law(std::span<const WeaponFlow> weapons);

// P(at least `needed` of `num_members` say yes), each independently with probability `yes`.
double binomial_tail(int num_members, int needed, double yes);

}  // namespace demarche
