#pragma once

#include "demarche/cli/bound.h"
#include "demarche/cli/read_study.h"
#include "demarche/report/study_insights.h"

namespace demarche::cli {

// What the rows of a study say about one of its answers.
StudyRanking rank_parameters(const ReadStudy& study, std::size_t column);
// Nothing where no row counts.
std::optional<StudyBox> find_box(const ReadStudy& study, std::size_t column, const Bound& bound);
// One for each comparison that holds the quantity.
std::vector<StudyChoice> compare_choices(const ReadStudy& study, const std::string& quantity);

}  // namespace demarche::cli
