#pragma once

#include "demarche/diag/diagnostic.h"
#include "demarche/view/data.h"

// Diagnostics for programs.
namespace demarche {

// A list of {"code", "severity", "message", "file", "line", "column", "end_line", "end_column", "label", "others",
// "help", "fixes"}, as they were found, or the first of each kind where there are too many to print.
view::Data diagnostics_list(const Source& source, const Diagnostics& diagnostics);

// {"schema", "diagnostics"}, and "left_out" by code where there are too many to print: what every command prints on
// stdout under --json where a model has errors.
view::Data diagnostics_data(const Source& source, const Diagnostics& diagnostics);

// `demarche explain`: what one kind means, and all kinds.
view::Data explanation_data(const KindInfo& kind);
view::Data kinds_data();

}  // namespace demarche
