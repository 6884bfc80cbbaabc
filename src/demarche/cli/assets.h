#pragma once

#include "demarche/view/report.h"

namespace demarche::cli {

// The scripts that were built into the program for its report pages.
PageAssets report_assets();

}  // namespace demarche::cli
