#pragma once

#include "demarche/raid/past_raids.h"
#include "demarche/view/report.h"

#include <string>
#include <vector>

namespace demarche {

// `demarche raid --calibrate`: rate and spread of each class of past raids.
struct NamedCalibration {
  std::string name;
  Calibration calibration;
};
std::string calibrations_as_text(const std::vector<NamedCalibration>& classes, const TerminalOptions& options);
std::string calibrations_as_json(const std::vector<NamedCalibration>& classes);  // schema 1, docs/reference/json.md
std::string calibrations_as_csv(const std::vector<NamedCalibration>& classes);

}  // namespace demarche
