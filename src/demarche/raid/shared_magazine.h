#pragma once

#include "demarche/raid/joint.h"

namespace demarche {

// A layer whose magazine is shared by the first axes of a joint law, in order of priority. A class's own magazine does
// not count here; caps do.
struct SharedLayer {
  int magazine = 0;
  int num_looks = 1;
  std::vector<Thinning> classes;  // one an axis, as many as share
};

// Replaces the numbers along the axes that share by what gets through; returns the expected shots at each class.
std::vector<double> thin_shared(Joint& joint, const SharedLayer& layer);

}  // namespace demarche
