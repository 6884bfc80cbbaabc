#pragma once

#include "demarche/check/build.h"

namespace demarche {

// `ballistic as in "upper"`: one system at work in two layers. Takes what the last layer of that name before this one
// does to the weapon, number for number, and shares its draw. Reports where there is no such layer, where it does
// nothing to the weapon, and where the line gives numbers that are the other layer's.
void take_as_in(Work& work, const Raid& raid, const Layer::Item& item, std::size_t weapon, Raid::Engagement& one);

}  // namespace demarche
