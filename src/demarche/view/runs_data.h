#pragma once

#include "demarche/survey/runs.h"
#include "demarche/view/data.h"

namespace demarche {

view::Data runs_data(const RunSide& first, const RunSide& second, const RunComparison& comparison,
                     const std::string& version);

// `none`, `within_ranges`, `beyond`: for programs, for ever.
std::string_view word_of(Movement movement);

}  // namespace demarche
