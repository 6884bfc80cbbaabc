#pragma once

#include "demarche/report/studies.h"
#include "demarche/survey/tipping.h"

#include <string>

namespace demarche {

// A value of the quantity in its unit, and `holds above 2.471`, `holds below 2.1 and above 2.9` or `never holds`.
std::string quantity_text(const Tipping& tipping, double value);
std::string holding_text(const Tipping& tipping, const TippedParameter& one);
std::string tipping_in_short(const Tipping& tipping,
                             const TerminalOptions& options);  // without numbers that tip nothing
std::string tipping_as_text(const Tipping& tipping, const TerminalOptions& options);
std::string tipping_as_json(const Tipping& tipping);  // schema 1, docs/reference/json.md

}  // namespace demarche
