#pragma once

#include "demarche/survey/summary.h"
#include "demarche/view/report.h"
#include "demarche/view/study_words.h"

#include <string>

namespace demarche {

std::string study_as_text(const StudySummary& study, const TerminalOptions& options);
std::string study_as_json(const StudySummary& study);  // schema 1, docs/reference/json.md

}  // namespace demarche
