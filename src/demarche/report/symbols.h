#pragma once

#include "demarche/diag/source.h"
#include "demarche/model/symbols.h"
#include "demarche/report/report.h"

#include <string>

namespace demarche {

// The names of a text: a table, values below what they belong to; and everything that is known of them.
std::string symbols_as_text(const Source& source, const Symbols& symbols, const TerminalOptions& options);
std::string symbols_as_json(const Source& source, const Symbols& symbols);

}  // namespace demarche
