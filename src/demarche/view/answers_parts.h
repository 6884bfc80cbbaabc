#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

namespace demarche {

// Answers for programs, and as rows for a spreadsheet.
view::Data answers_data(const Report& report);
view::Table answers_table(const Report& report);

}  // namespace demarche
