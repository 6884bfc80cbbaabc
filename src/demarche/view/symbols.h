#pragma once

#include "demarche/diag/source.h"
#include "demarche/model/symbols.h"
#include "demarche/view/page.h"

namespace demarche {

// The names of a text: for people a table, values below what they belong to; for programs everything that is known of
// them.
view::Page symbols_page(const Source& source, const Symbols& symbols);

}  // namespace demarche
