#pragma once

#include "demarche/report/study_insights.h"
#include "demarche/store/study_store.h"

#include <expected>

namespace demarche::cli {

// A study as it was read from its file.
struct ReadStudy {
  std::string path;
  StudyCard card;
  std::vector<StoredRow> rows;
};

// Each gives one sentence for the user where the study holds nothing of that name.
std::expected<StudyRanking, std::string> rank_parameters(const ReadStudy& study, const std::string& quantity);
std::expected<StudyBox, std::string> find_box(const ReadStudy& study, const std::string& condition);
std::expected<std::vector<StudyChoice>, std::string> compare_choices(const ReadStudy& study,
                                                                     const std::string& quantity);

}  // namespace demarche::cli
