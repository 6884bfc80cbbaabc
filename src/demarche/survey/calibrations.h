#pragma once

#include "demarche/raid/past_raids.h"

#include <string>
#include <vector>

namespace demarche {

// `demarche raid --calibrate`: rate and spread of each class of past raids.
struct NamedCalibration {
  std::string name;
  Calibration calibration;
};

// Class after class, up to where the monitor says to stop.
std::vector<NamedCalibration> calibrate_all(const std::vector<PastRaids>& classes, const Monitor& monitor);

}  // namespace demarche
