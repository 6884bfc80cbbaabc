#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// "US.demarche | US.backing=firm, Iran.raid=telegraphed": a step, and all that somebody has seen by then.
std::string place_label(const Model& model, const Story& story, const std::string& step, ObservationId seen);

// Fills Game::names; shape and story are finished. `action_values` holds the value each action chooses. An information
// set is called by what its actor knew there: "US.demarche | US.backing=firm, Iran.raid=telegraphed".
void name_game(const Model& model, const Story& story, const std::vector<ValueIndex>& action_values, Game& game);

}  // namespace demarche
