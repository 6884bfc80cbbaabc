#pragma once

#include "demarche/study/raids.h"

#include <string>
#include <vector>

// How raids are told of.
namespace demarche {

// "everybody", "without US and Jordan".
std::string coalition_text(const std::vector<std::string>& withdrawn);

// "170 drones, 30 cruise (50% arrive)".
std::string launched_text(const RaidStudy& study, const RaidCase& one);

// The smallest and the largest number of leakers when 5% are cut off at each end.
struct MiddleNinety {
  std::size_t low = 0;
  std::size_t high = 0;
};
MiddleNinety middle_ninety(const std::vector<double>& law);

// Whether simulated raids bear out the exact ones: no mean further off than 3.3 standard errors, the laws within the
// 99% bound of Kolmogorov and Smirnov.
struct Verdict {
  bool agrees = true;
  double largest_z = 0;
  std::size_t num_means = 0;
};
Verdict verdict_on(const Agreement& agreement);

}  // namespace demarche
