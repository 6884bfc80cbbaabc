#pragma once

#include "demarche/cli/options.h"

#include <expected>
#include <string>

namespace demarche::cli {

// The file as a source, or one sentence about why it cannot be read. `example:april2024` is a model built into the
// program.
std::expected<Source, std::string> load(const std::string& file);

// The same of a file that holds no model, and may be whatever it likes.
std::expected<Source, std::string> load_text(const std::string& file);

// A model read, checked and ready to be solved. `exit_code` is set, and everything said, where it is not.
struct Loaded {
  Reading reading;
  Selection selection;
  Varied varied;
};
std::optional<Loaded> load_model(Source source, const SolveArguments& arguments, int& exit_code);

}  // namespace demarche::cli
