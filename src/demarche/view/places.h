#pragma once

#include "demarche/diag/source.h"
#include "demarche/view/data.h"

namespace demarche {

// {"begin": {"line", "column", "offset"}, "end": …}: lines and columns count from 1, in characters, the offset from 0,
// in bytes of the file.
view::Data data_of_span(const Source& source, Span span);

}  // namespace demarche
