#pragma once

#include "demarche/cli/console.h"
#include "demarche/pipeline.h"

#include <string>

namespace demarche::cli {

// Writes the report page and says where it is; the exit code.
int write_page(const Report& report, const std::string& path);

// The exit code that a solution deserves, after one sentence on stderr where it is not what was asked for.
int exit_of(const Solution& solution, const ProgressLine& progress);

}  // namespace demarche::cli
