#pragma once

#include "demarche/view/page.h"

#include <string>

namespace demarche::render {

// A page as Markdown (CommonMark with GitHub's tables), for memos and notebooks. Figures are given by what they show,
// in words and as a table.
std::string markdown_of(const view::Page& page);

}  // namespace demarche::render
