#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

namespace demarche {

// `demarche ask`: the questions with their answers, what a study adds to them, and what they rest on.
view::Page answers_page(const Report& report, view::Part part);

}  // namespace demarche
