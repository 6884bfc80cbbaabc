#pragma once

#include "demarche/base/provenance.h"
#include "demarche/diag/source.h"
#include "demarche/engine/select.h"
#include "demarche/point/plan.h"

#include <string_view>

namespace demarche {

// Where a result comes from: the file's text without questions typed beside it, which the answers repeat; the version
// is the program's; `options` is one line and begins with what was selected.
Provenance provenance_of(const Source& source, const Plan& plan, const Selection& selection = {});

std::string_view version();

}  // namespace demarche
