#pragma once

#include "demarche/survey/calibrations.h"
#include "demarche/view/page.h"

#include <vector>

namespace demarche {

// `demarche raid --calibrate`.
view::Page calibrations_page(const std::vector<NamedCalibration>& classes);

}  // namespace demarche
