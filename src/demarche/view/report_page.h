#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

namespace demarche {

// The report page: what a reader sees of a solved model and its answers, from the answers in short to how to get them
// again. Parts of which the report knows nothing are left out.
view::Page report_page(const Report& report);

// What heads it, and its answers in short: what a reader who moves a number looks at first.
view::Page headlines_page(const Report& report);

}  // namespace demarche
