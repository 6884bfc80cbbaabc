#pragma once

#include "demarche/engine/result.h"
#include "demarche/point/point.h"

#include <functional>
#include <vector>

// Results that commands have in common.
namespace demarche {

// Something was asked for that is not to be had.
Result refused(const Source& source, Refusal why);

// The model has errors: these are its page.
Result with_errors(const Source& source, Diagnostics diagnostics);

Result failed(const Source& source, const Failure& failure);

// The page with all parts that are wanted.
Result shown(const Source& source, const std::vector<view::Part>& parts,
             const std::function<view::Page(view::Part)>& page_of);

// The outcome that a solution deserves, with a sentence where it is not what was asked for.
void take_outcome(Result& result, const Solution& solution);

}  // namespace demarche
