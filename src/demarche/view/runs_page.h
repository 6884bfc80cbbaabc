#pragma once

#include "demarche/survey/runs.h"
#include "demarche/view/page.h"

namespace demarche {

// `demarche compare`: two runs side by side; `version` is the program's.
view::Page runs_page(const RunSide& first, const RunSide& second, const RunComparison& comparison,
                     const std::string& version);

}  // namespace demarche
