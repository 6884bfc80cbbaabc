#pragma once

#include "demarche/model/symbols.h"
#include "demarche/syntax/tree.h"

namespace demarche {

// Every name of a text that could be understood, right or wrong. A misspelling that was taken for a name is a use of
// it. Each word stands in one definition or one use of one symbol.
Symbols symbols_of(const Source& source, const Tree& tree);

}  // namespace demarche
