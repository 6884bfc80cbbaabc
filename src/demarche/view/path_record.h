#pragma once

#include "demarche/solve/aqre.h"

#include <vector>

namespace demarche {

// The path from random choice to the equilibrium, as much of it as a chart can show: where there are more points than
// fit, every second one is dropped, again and again, so that memory stays bounded for games of any size.
struct PathRecord {
  std::size_t num_actions = 0;
  std::size_t stride = 1;  // every so many points are kept
  std::size_t num_seen = 0;
  std::vector<double> precisions;    // [point]
  std::vector<double> gains;         // [point]
  std::vector<float> probabilities;  // [point x num_actions + action]
};

void record(PathRecord& path, const PathStep& step);

}  // namespace demarche
