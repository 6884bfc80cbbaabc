#pragma once

#include "demarche/view/page.h"

namespace demarche::cli {

void print_page(const view::Page& page, bool as_json);

}  // namespace demarche::cli
