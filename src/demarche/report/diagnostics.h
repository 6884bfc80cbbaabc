#pragma once

#include "demarche/diag/diagnostic.h"

#include <string>

namespace demarche {

// {"schema":1,"diagnostics":[{"code","severity","message","file","line","column","end_line","end_column","label",
// "others":[…],"help","fixes":[…]}]}, and "left_out" by code where there are too many to print: what every command
// prints on stdout under --json where a model has errors.
std::string diagnostics_as_json(const Source& source, const Diagnostics& diagnostics);

}  // namespace demarche
