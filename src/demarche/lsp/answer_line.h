#pragma once

#include "demarche/view/page.h"

#include <string>

namespace demarche::lsp {

// The answer on a page that holds one, as it is read beside its question: what the page says of it first, up to the
// length of a line. Empty where it says nothing.
std::string answer_in_a_line(const view::Page& page);

// ` (no actor gains more than 0.12)`, over all that was solved for it, and whether there is more to say.
std::string certificate_in_a_line(const view::Page& page);

}  // namespace demarche::lsp
