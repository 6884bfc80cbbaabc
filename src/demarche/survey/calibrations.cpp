#include "demarche/survey/calibrations.h"

namespace demarche {

std::vector<NamedCalibration> calibrate_all(const std::vector<PastRaids>& classes, const Monitor& monitor) {
  std::vector<NamedCalibration> found;
  for (const PastRaids& one : classes) {
    const std::string what = "calibrating " + one.name;
    const auto calibration = calibrate(one.raids, [&](const Progress&) { return goes_on(monitor, {what}); });
    if (!calibration) break;
    found.push_back({one.name, *calibration});
  }
  return found;
}

}  // namespace demarche
