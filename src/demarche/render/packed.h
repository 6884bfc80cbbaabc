#pragma once

#include <string>
#include <string_view>

namespace demarche::render {

// Bytes as printable characters that may stand in a script element: 13 bits in two of 91 characters, none of which HTML
// takes for a mark. A fifth of what base64 adds is saved. `unpack` in web/report/report.js reads them back.
std::string packed_text(std::string_view bytes);

}  // namespace demarche::render
