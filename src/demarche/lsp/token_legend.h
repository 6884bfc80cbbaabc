#pragma once

#include "demarche/view/data.h"

namespace demarche::lsp {

// The types and modifiers of semantic tokens, by the numbers that tokens carry.
view::Data token_legend();

}  // namespace demarche::lsp
