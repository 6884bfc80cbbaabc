#pragma once

#include "demarche/diag/diagnostic.h"

#include <functional>

namespace demarche {

// All that is to be said of a text.
using Checker = std::function<Diagnostics(const Source&)>;

// A text with what could be mended mended, and what remains to be said of it.
struct Mended {
  Source source;
  Diagnostics diagnostics;
  std::size_t num_fixes = 0;
};

// Makes the certain fixes of a text of one part, checks it again, and so on until nothing changes. Of fixes that
// overlap the first is made. Those after which there are more errors than before are dropped, so that there never are.
// At most a hundred rounds.
Mended mend(Source source, const Checker& check);

}  // namespace demarche
