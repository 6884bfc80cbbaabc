#pragma once

#include "demarche/engine/request.h"
#include "demarche/engine/result.h"
#include "demarche/point/solved.h"

namespace demarche {

// What becomes of a result where the model names its equilibrium by what happens in it: an error where several are
// listed and none fits, and a sentence where the search was stopped.
void take_naming(Result& result, const Found& found);

// Why random starts are of no use: nothing is searched for. `option` is what they are for; no model: a game from a
// file.
std::optional<Refusal> refusal_of_starts(const Model* model, const Plan& plan, const std::string& option);

}  // namespace demarche
