#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

// How it is told that there may be other equilibria than the one that answers are read from.
namespace demarche {

// A sentence where others are likely, or where nobody looked because it would take long; what to type is for the
// command line only.
view::Words others_sentence(const Report& report);

// The schema's "other_equilibria".
view::Data others_data(const OtherEquilibria& others);

}  // namespace demarche
