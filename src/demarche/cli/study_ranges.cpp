#include "demarche/cli/study_ranges.h"

#include "demarche/draw/spread.h"
#include "demarche/study/row_solver.h"

#include <algorithm>
#include <cmath>

namespace demarche::cli {
namespace {

using Rows = std::vector<const StoredRow*>;

std::optional<std::size_t> column_of_row(const StudyCard& card, const Answer& answer, const AnswerRow& row) {
  const std::string label = column_label(answer.kind, row);
  for (std::size_t k = 0; k < card.answers.size(); ++k) {
    if (card.answers[k].name == answer.question && card.answers[k].label == label) return k;
  }
  return std::nullopt;
}

// Both stand in the same rows, so that what moves both alike moves no difference.
std::optional<Difference> difference_over(const Rows& rows, std::size_t column, std::size_t first) {
  std::vector<double> differences;
  for (const StoredRow* row : rows) differences.push_back(row->answers[column] - row->answers[first]);
  const Spread spread = spread_of(std::move(differences));
  if (spread.num == 0) return std::nullopt;
  return Difference{0, spread.low, spread.high};
}

void add_differences(Answer& answer, const StudyCard& card, const Rows& rows) {
  for (AnswerRow& row : answer.rows) {
    const AnswerRow& first = *std::ranges::find(answer.rows, row.quantity, &AnswerRow::quantity);
    if (&first == &row) continue;
    const auto column = column_of_row(card, answer, row);
    const auto first_column = column_of_row(card, answer, first);
    if (!column || !first_column) continue;
    row.difference = difference_over(rows, *column, *first_column);
    if (row.difference) row.difference->value = row.value - first.value;
  }
}

// NaN lies within no bounds, and is left out.
std::optional<double> share_within(const std::vector<double>& answers, double from, double to) {
  const auto known = std::ranges::count_if(answers, [](double answer) { return !std::isnan(answer); });
  const auto within = std::ranges::count_if(answers, [&](double answer) { return from <= answer && answer <= to; });
  if (known == 0) return std::nullopt;
  return static_cast<double>(within) / static_cast<double>(known);
}

}  // namespace

std::size_t add_ranges(std::vector<Answer>& answers, const ReadStudy& study) {
  const Rows rows = counting_rows(study);
  std::size_t num_found = 0;
  for (Answer& answer : answers) {
    for (AnswerRow& row : answer.rows) {
      const auto column = column_of_row(study.card, answer, row);
      if (!column) continue;
      const std::vector<double> numbers = answers_in(rows, *column);
      const Spread spread = spread_of(numbers);
      if (spread.num == 0) continue;
      row.low = spread.low;
      row.high = spread.high;
      ++num_found;
      if (answer.from && answer.to) answer.share_passed = share_within(numbers, *answer.from, *answer.to);
    }
    if (answer.kind == "compare") add_differences(answer, study.card, rows);
  }
  return num_found;
}

}  // namespace demarche::cli
