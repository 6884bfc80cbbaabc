#pragma once

#include "demarche/base/progress.h"
#include "demarche/raid/outcome.h"

#include <cstdint>
#include <string>
#include <vector>

namespace demarche {

// Brute force, target by target: a check on the exact outcome, never part of an answer. It shares no code with it.
struct RaidSampling {
  std::uint64_t num_raids = 0;
  std::uint32_t seed = 0;
};

// Counts of many simulated raids.
struct RaidSample {
  std::uint64_t num_raids = 0;
  std::vector<std::uint64_t> leakers;                // [k]: raids in which k leaked
  std::vector<std::vector<std::uint64_t>> by_class;  // [class][k]
  std::vector<double> shots;                         // [layer], summed over raids
  std::vector<double> squared_shots;                 // [layer]
};

// Fewer raids than asked for, maybe none, where the monitor says to stop.
RaidSample sample_raids(const Defence& defence, OwnerSet present, const RaidSampling& sampling,
                        const Monitor& monitor = {});

// How far a sample's mean lies from the exact one, in standard errors of the mean.
struct MeanGap {
  double exact = 0;
  double sampled = 0;
  double z = 0;
};
struct Agreement {
  std::uint64_t num_raids = 0;  // simulated
  MeanGap leakers;
  std::vector<MeanGap> by_class;
  std::vector<MeanGap> shots;  // [layer]
  double ks = 0;               // largest gap between the two distribution functions of all leakers
  double ks_bound = 0;         // of 99%: 1.63 / sqrt(num_raids)
};

Agreement compare(const RaidOutcome& outcome, const RaidSample& sample);

}  // namespace demarche
