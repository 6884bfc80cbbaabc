#pragma once

#include "demarche/report/charts.h"

#include <string>

namespace demarche {

// The parts of a report page, each a stretch of HTML. Where there is nothing to show, a part is empty.

// One line an answer, in the order of the questions.
std::string summary_part(const Report& report);

// The stages in order: who moves, what can happen, how often it does, and who sees it.
std::string story_part(const Report& report);

// All equilibria that were found, where several were looked for.
std::string equilibria_part(const Report& report);

// The charts of one kind, each with its data and how it was computed.
std::string charts_part(const std::vector<Chart>& charts, ChartKind kind);

// What answers depend on over the draws of a study: the charts of rankings, and a line for what does not vary.
std::string rankings_part(const Report& report, const std::vector<Chart>& charts);

// Where conditions hold over the draws of a study: the charts of boxes, and a line for what has none.
std::string boxes_part(const Report& report, const std::vector<Chart>& charts);

// Compared choices over all draws of a study.
std::string choices_part(const Report& report);

// Every row of every answer with its condition's probability and certificate.
std::string answers_part(const Report& report);

// The uncertain numbers, those without a source first.
std::string sources_part(const Report& report);

// Where the numbers come from: file, hash, version, options, certificate in plain words.
std::string provenance_part(const Report& report);

// "No actor gains more than 0.003 by changing any one decision; payoffs span 25."
std::string certificate_sentence(const Report& report);

}  // namespace demarche
