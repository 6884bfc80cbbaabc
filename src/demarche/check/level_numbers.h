#pragma once

#include "demarche/model/model.h"

namespace demarche {

// The numbers of so many levels, by their law; plain numbers where what lays them out reads no parameter.
std::vector<Formula> numbers_of_levels(const Levels& levels, std::size_t num, Span span);

}  // namespace demarche
