#pragma once

#include "demarche/compile/compile.h"

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace demarche {

// What to solve: the baseline unless a variant is named, at the best guesses unless parameters are set.
struct Selection {
  std::string variant;
  std::vector<std::pair<std::string, double>> settings;
  friend bool operator==(const Selection&, const Selection&) = default;
};

// A model to be solved, with the selection's changes made; or one sentence that says which name is not known.
std::expected<Varied, std::string> select(const Model& model, const Selection& selection);

// Model -> Game -> Stakes, for whoever wants the game itself.
struct Built {
  Compiled compiled;
  Stakes stakes;
};
std::expected<Built, Diagnostics> build(const Varied& varied, const CompileOptions& options);

}  // namespace demarche
