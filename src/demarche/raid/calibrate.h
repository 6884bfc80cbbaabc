#pragma once

#include "demarche/base/progress.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace demarche {

// One raid of the past: how many of one class were launched and how many were stopped.
struct PastRaid {
  std::size_t num_launched = 0;
  std::size_t num_stopped = 0;
};

// An estimate with its 95% interval.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

// A beta-binomial fitted to past raids by maximum likelihood, with intervals from the profile likelihood (a drop
// of 1.92 in the log-likelihood, the other parameter at its best for each value); moments beside it. See Kleinman
// (1973), JASA 68, 46-54, for the moments, Self & Liang (1987), JASA 82, 605-610, for the test at the bound rho = 0.
struct Calibration {
  std::size_t num_raids = 0;
  std::size_t num_launched = 0;
  std::size_t num_stopped = 0;
  Estimate rate;
  Estimate rho;
  double moment_rate = 0;       // stopped / launched
  double moment_rho = 0;        // from the spread of the raids' shares; below 0 where they vary less than a binomial
  double log_likelihood = 0;    // of the beta-binomial
  double likelihood_ratio = 0;  // twice what it gains over the binomial
  double binomial_p_value = 1;  // of that gain, if all raids had one probability: half a chi square of 1 degree
};

// Raids in which something was launched; at least one. With rate 0 or 1, or one target a raid, rho cannot be told and
// its interval is all of 0 to 1. The time grows with the number of different sizes of raids, and not with the sizes.
// Nothing where the monitor says to stop.
std::optional<Calibration> calibrate(const std::vector<PastRaid>& raids, const Monitor& monitor = {});

// The log-likelihood of the raids' stopped counts, without the constant for the orders in which they can be stopped.
double log_likelihood(const std::vector<PastRaid>& raids, double rate, double rho);

}  // namespace demarche
