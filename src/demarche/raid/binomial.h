#pragma once

#include "demarche/raid/law.h"

namespace demarche {

// A share drawn from a Beta law. Its mean is a / (a + b), its intraclass correlation rho = 1 / (a + b + 1).
struct BetaShare {
  double a = 1;
  double b = 1;
};

// How many of `num_trials` succeed, each independently with probability `p` in [0, 1]. Masses below 1e-300 of the
// largest are left out.
Law binomial(std::size_t num_trials, double p);

// The same where one share, drawn from the Beta law, is the probability of all trials.
Law beta_binomial(std::size_t num_trials, const BetaShare& share);

// P(at least `needed` of `num_members` say yes), each independently with probability `yes`.
double binomial_tail(int num_members, int needed, double yes);

}  // namespace demarche
