#pragma once

#include "demarche/study/raids.h"

#include <string>
#include <vector>

namespace demarche {

// The part of a report page on raids; empty where the model has none.
std::string raids_part(const std::vector<RaidStudy>& raids);

}  // namespace demarche
