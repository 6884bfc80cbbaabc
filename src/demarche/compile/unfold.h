#pragma once

#include "demarche/compile/program.h"

#include <limits>

namespace demarche {

struct UnfoldOptions {
  std::uint32_t first_command = 0;  // commands before it are left out, and what they would settle stays unsettled
  double max_nodes = std::numeric_limits<double>::infinity();
};

// Unfolds a program into a game, whatever its size. E009 where an information set would offer different options in
// different histories; E012, E013 and E020, in a few words only, where a census would have told in full.
std::expected<Compiled, Diagnostics> unfold(const Model& model, const Program& program, const UnfoldOptions& options);

}  // namespace demarche
