#pragma once

#include "demarche/survey/tipping.h"
#include "demarche/view/report.h"
#include "demarche/view/tipping_words.h"

#include <string>

namespace demarche {

std::string tipping_in_short(const Tipping& tipping,
                             const TerminalOptions& options);  // without numbers that tip nothing
std::string tipping_as_text(const Tipping& tipping, const TerminalOptions& options);
std::string tipping_as_json(const Tipping& tipping);  // schema 1, docs/reference/json.md

}  // namespace demarche
