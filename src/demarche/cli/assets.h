#pragma once

#include "demarche/report/report.h"

namespace demarche::cli {

// The scripts that were built into the program for its report pages.
PageAssets report_assets();

}  // namespace demarche::cli
