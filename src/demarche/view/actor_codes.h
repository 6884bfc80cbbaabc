#pragma once

#include "demarche/model/model.h"

#include <string>
#include <vector>

namespace demarche {

// A letter or two for each actor, as short as tells it from the others, so that colour is never all that does: `Ir`,
// `Is`, `U`. Where names are alike for longer, their numbers.
std::vector<std::string> actor_codes(const Model& model);

}  // namespace demarche
