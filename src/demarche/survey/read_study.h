#pragma once

#include "demarche/base/refusal.h"
#include "demarche/draw/slack.h"
#include "demarche/study/columns.h"
#include "demarche/survey/kept.h"

#include <expected>
#include <optional>

namespace demarche {

// A study as it was read from wherever it is kept.
struct ReadStudy {
  std::string path;
  StudyCard card;
  std::vector<StoredRow> rows;
  Model model = {};                     // of the card's text
  std::vector<AskedColumn> asked = {};  // what the card's answers are of, one each
};
ReadStudy make_read_study(std::string path, StudyCard card, std::vector<StoredRow> rows, Model model);

Provenance provenance_of(const ReadStudy& study);

// Rows that count, the central one left out.
std::vector<const StoredRow*> counting_rows(const ReadStudy& study);

// Rows drawn apart from each other: of Saltelli's blocks the first and the last, between which the others are mixed.
std::vector<const StoredRow*> independent_rows(const ReadStudy& study);

// The largest gain of anybody in a row that counts, as a share of the range of payoffs.
double worst_gain_share(const ReadStudy& study);

// The numbers of one answer in the rows that count, as they were solved.
std::vector<double> answers_in(const std::vector<const StoredRow*>& rows, std::size_t column);

// What the answers of a column are known to, by the worst of the rows that count.
AnswerSlack slack_of(const ReadStudy& study, std::size_t column);

// The numbers of one answer in some rows, what does not vary over all that count made equal: what every analysis reads.
std::vector<double> settled_answers(const ReadStudy& study, const std::vector<const StoredRow*>& rows,
                                    std::size_t column);

// The column of the answer to just this question of one number: of `ask` or `check`, whatever stands before it.
std::optional<std::size_t> column_of_target(const ReadStudy& study, const std::string& target);

// The column of just this number.
std::optional<std::size_t> column_of_key(const ReadStudy& study, const ColumnKey& key);

// The column that somebody names: by its question, its label, or both as the CSV has them.
OrRefusal<std::size_t> column_of(const ReadStudy& study, const std::string& quantity);

}  // namespace demarche
