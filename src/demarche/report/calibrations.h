#pragma once

#include "demarche/survey/calibrations.h"
#include "demarche/view/report.h"

#include <string>
#include <vector>

namespace demarche {

std::string calibrations_as_text(const std::vector<NamedCalibration>& classes, const TerminalOptions& options);
std::string calibrations_as_json(const std::vector<NamedCalibration>& classes);  // schema 1, docs/reference/json.md
std::string calibrations_as_csv(const std::vector<NamedCalibration>& classes);

}  // namespace demarche
