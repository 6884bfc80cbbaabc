#pragma once

#include "demarche/draw/slack.h"
#include "demarche/model/model.h"
#include "demarche/report/studies.h"
#include "demarche/store/study_store.h"

#include <expected>
#include <optional>

namespace demarche::cli {

// A study as it was read from its file.
struct ReadStudy {
  std::string path;
  StudyCard card;
  std::vector<StoredRow> rows;
  Model model = {};  // of the card's text
};

// With the model read from the card.
ReadStudy study_of(const std::string& path, const StudyCard& card, std::vector<StoredRow> rows);

Provenance provenance_of(const ReadStudy& study);

// Rows that count, the central one left out.
std::vector<const StoredRow*> counting_rows(const ReadStudy& study);

// Rows drawn apart from each other: of Saltelli's blocks the first and the last, between which the others are mixed.
std::vector<const StoredRow*> independent_rows(const ReadStudy& study);

// The numbers of one answer in the rows that count, as they were solved.
std::vector<double> answers_in(const std::vector<const StoredRow*>& rows, std::size_t column);

// What the answers of a column are known to, by the worst of the rows that count.
AnswerSlack slack_of(const ReadStudy& study, std::size_t column);

// The numbers of one answer in some rows, what does not vary over all that count made equal: what every analysis reads.
std::vector<double> settled_answers(const ReadStudy& study, const std::vector<const StoredRow*>& rows,
                                    std::size_t column);

// The column of the answer to just this question of one number: of `ask` or `check`, whatever stands before it.
std::optional<std::size_t> column_of_target(const StudyCard& card, std::string_view target);

// The column that somebody names: by its question, its label, or both as the CSV has them. Otherwise what to say.
struct UnknownAnswer {
  std::string sentence;
  std::string help;
};
std::expected<std::size_t, UnknownAnswer> column_of(const StudyCard& card, const std::string& quantity);

}  // namespace demarche::cli
