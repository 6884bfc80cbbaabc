#pragma once

#include "demarche/diag/source.h"

#include <expected>
#include <string>

namespace demarche::cli {

// The file as a source, or one sentence about why it cannot be read. `example:april2024` is a model built into the
// program.
std::expected<Source, std::string> load(const std::string& file);

// The same of a file that holds no model, and may be whatever it likes.
std::expected<Source, std::string> load_text(const std::string& file);

}  // namespace demarche::cli
