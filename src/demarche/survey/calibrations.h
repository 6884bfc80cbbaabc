#pragma once

#include "demarche/raid/past_raids.h"

#include <string>

namespace demarche {

// `demarche raid --calibrate`: rate and spread of each class of past raids.
struct NamedCalibration {
  std::string name;
  Calibration calibration;
};

}  // namespace demarche
