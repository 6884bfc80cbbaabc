#pragma once

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
};

Provenance provenance_of(const ReadStudy& study);

// Rows that count, the central one left out.
std::vector<const StoredRow*> counting_rows(const ReadStudy& study);

// Rows drawn apart from each other: of Saltelli's blocks the first and the last, between which the others are mixed.
std::vector<const StoredRow*> independent_rows(const ReadStudy& study);

// The numbers of one answer in the rows that count.
std::vector<double> answers_in(const std::vector<const StoredRow*>& rows, std::size_t column);

// The column of the answer to just this question of one number: of `ask` or `check`, whatever stands before it.
std::optional<std::size_t> column_of_target(const StudyCard& card, std::string_view target);

// The column that somebody names: by its question, its label, or both as the CSV has them. Otherwise what to say.
struct UnknownAnswer {
  std::string sentence;
  std::string help;
};
std::expected<std::size_t, UnknownAnswer> column_of(const StudyCard& card, const std::string& quantity);

}  // namespace demarche::cli
