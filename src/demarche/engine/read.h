#pragma once

#include "demarche/engine/game_file.h"
#include "demarche/model/model.h"
#include "demarche/syntax/tree.h"

namespace demarche {

// Source -> Tree -> Model, with all that is to be said about them.
struct Reading {
  Source source;
  Tree tree;
  Model model;
  Diagnostics diagnostics;
};
Reading read_model(Source source);

// Model -> Game -> Stakes at the best guesses, for what only shows when the story is walked through: cases that run
// out, numbers out of their bounds on some history. In the form in which the model would be solved.
Diagnostics check_unfolding(const Model& model);

// Everything that can be said about a model, or about a file of any kind, without solving it.
Diagnostics all_about(const Reading& reading);
Diagnostics check_all(const Source& source);

}  // namespace demarche
