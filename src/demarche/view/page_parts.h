#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <vector>

namespace demarche {

// The parts of a report page. Where there is nothing to show, a part is empty.
using Blocks = std::vector<view::Block>;

// One line an answer, in the order of the questions; what has a figure is said there and pointed at here.
Blocks summary_part(const Report& report);

// The section of strategies, to which choices in the story lead.
inline constexpr const char* strategies_key = "strategies";

// The stages in order: who moves, what can happen, how often it does, and who sees it.
Blocks story_part(const Report& report);

// Why choices are made and answers are what they are: figures, and what none shows in words.
Blocks reasons_part(const Report& report);

// What gets through the defence.
Blocks raids_part(const Report& report);

// What answers depend on over the draws of a study, where conditions hold over them, and compared choices.
Blocks rankings_part(const Report& report);
Blocks boxes_part(const Report& report);
Blocks choices_part(const Report& report);

// Every row of every answer with its condition's probability and certificate, folded.
Blocks answers_part(const Report& report);

// All equilibria that were found, where several were looked for.
Blocks equilibria_part(const Report& report);

// The uncertain numbers, those without a source first.
Blocks sources_part(const Report& report);

// Where the numbers come from: file, hash, version, options.
Blocks provenance_part(const Report& report);

// What the certificate means for the reader, in a sentence, and all that it says.
view::Words certificate_in_short(const Report& report);
Blocks certificate_part(const Report& report);

// Figures below what introduces them; nothing where there are none.
Blocks introduced(const char* introduction, std::vector<view::Figure> figures);

}  // namespace demarche
