#pragma once

#include "demarche/survey/tipping.h"

#include <string>

// How it is told where a quantity crosses a bound.
namespace demarche {

// A value of the quantity in its unit, and `holds above 2.471`, `holds below 2.1 and above 2.9` or `never holds`.
std::string quantity_text(const Tipping& tipping, double value);
std::string holding_text(const Tipping& tipping, const TippedParameter& one);

}  // namespace demarche
