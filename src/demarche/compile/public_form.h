#pragma once

#include "demarche/compile/program.h"

#include <optional>
#include <string>

namespace demarche {

// Why the story, as it is written, has no public form; nullopt where nothing speaks against it. News held back while
// others move shows only when the story is unfolded.
std::optional<std::string> what_is_hidden(const Model& model, const Program& program);

}  // namespace demarche
