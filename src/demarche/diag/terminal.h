#pragma once

#include "demarche/diag/diagnostic.h"

#include <string>
#include <string_view>

namespace demarche {

// A text of several lines as it may reach a terminal: names, labels and files are anybody's, so that all that is unseen
// is escaped (see displayed in diag/text.h). Line ends stay, and this program's own colours where there are to be some.
std::string for_terminal(std::string_view text, Colour colour);

}  // namespace demarche
