#pragma once

#include "demarche/raid/shared_magazine.h"

namespace demarche {

// Takes out of the joint law all cells in which shots are left for a second look, and returns what gets through both
// looks there, as an array of the same shape; adds the expected shots at each class.
std::vector<double> look_twice_shared(Joint& joint, const SharedLayer& layer, std::vector<double>& shots);

}  // namespace demarche
