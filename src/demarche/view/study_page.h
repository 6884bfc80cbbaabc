#pragma once

#include "demarche/survey/summary.h"
#include "demarche/view/page.h"

namespace demarche {

// What a study found, as `demarche study` and `demarche results` tell it.
view::Page study_page(const StudySummary& study);

}  // namespace demarche
