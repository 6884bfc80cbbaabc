#pragma once

#include "demarche/view/data.h"

namespace demarche::lsp {

// After which an editor asks by itself what may follow.
view::Data completion_triggers();

}  // namespace demarche::lsp
