#pragma once

#include "demarche/view/report.h"

#include <nlohmann/json.hpp>

namespace demarche {

// Keys in the order they were put in. Numbers are written with the digits that read back to the same double; infinities
// and NaN become null.
using Json = nlohmann::ordered_json;

// {"schema", "kind", "file", "model_hash", "version", "options", "seed"}: how every page begins.
Json json_page(const Provenance& provenance, std::string_view kind);

// Diagnostics with places, an array: "code", "severity", "message", "file", "line", …
Json json_of_diagnostics(const Source& source, const Diagnostics& diagnostics);

// The finished text, one newline at its end; unseen characters are escaped, bytes that are not UTF-8 replaced.
std::string text_of(const Json& page);

}  // namespace demarche
