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

// Everything that can be said about a model, or about a file of any kind, without solving it.
Diagnostics all_about(const Reading& reading);
// The same while somebody types: what shows on histories is looked at where these are few enough for that.
Diagnostics all_soon_about(const Reading& reading);
Diagnostics check_all(const Source& source);

}  // namespace demarche
