#pragma once

namespace demarche::cli {

// From here on an allocation that fails ends the program in a sentence and Exit::Limit. Nothing is unwound: the core is
// compiled without exceptions, and what is written to a file is written beside it first.
void end_where_memory_ends();

}  // namespace demarche::cli
