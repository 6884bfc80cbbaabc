#pragma once

#include "demarche/render/html.h"

namespace demarche::cli {

// The scripts that were built into the program for its report pages.
render::PageAssets report_assets();

}  // namespace demarche::cli
