#pragma once

#include "demarche/view/data.h"

#include <string>

namespace demarche::render {

// Data as JSON with two spaces a level and one newline at its end. Numbers have the digits that read back to the same
// double; infinities and NaN become null; unseen characters are escaped, bytes that are not UTF-8 replaced.
std::string json_of(const view::Data& data);

// The same on one line, without a newline and without escapes that JSON does not need.
std::string compact_json_of(const view::Data& data);

}  // namespace demarche::render
