#pragma once

#include "demarche/survey/choice.h"
#include "demarche/view/box_words.h"
#include "demarche/view/ranking_words.h"
#include "demarche/view/report.h"

namespace demarche {

// The table alone.
std::string ranking_table_as_text(const StudyRanking& ranking, const TerminalOptions& options, std::size_t indent);
std::string ranking_as_text(const StudyRanking& ranking, const TerminalOptions& options);
std::string ranking_as_json(const StudyRanking& ranking);

std::string box_in_short(const StudyBox& box, const TerminalOptions& options);  // without the boxes on the way
std::string box_as_text(const StudyBox& box, const TerminalOptions& options);
std::string box_as_json(const StudyBox& box);

std::string choices_as_text(const std::vector<StudyChoice>& choices, const TerminalOptions& options);
std::string choices_as_json(const std::vector<StudyChoice>& choices);

}  // namespace demarche
