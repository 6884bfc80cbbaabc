#pragma once

#include "demarche/lsp/document.h"
#include "demarche/view/data.h"

namespace demarche::lsp {

// A diagnostic as editors show it: what was seen and, on a line of its own, what to type.
view::Data data_of(const Document& document, const Diagnostic& diagnostic);

}  // namespace demarche::lsp
