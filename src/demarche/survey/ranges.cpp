#include "demarche/survey/ranges.h"

#include "demarche/draw/spread.h"
#include "demarche/study/row_solver.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

using Rows = std::vector<const StoredRow*>;

std::optional<std::size_t> column_of_row(const StudyCard& card, const Answer& answer, const AnswerRow& row) {
  const std::string label = column_label(answer.kind, row);
  for (std::size_t k = 0; k < card.answers.size(); ++k) {
    if (card.answers[k].name == answer.question && card.answers[k].label == label) return k;
  }
  return std::nullopt;
}

AnswerSlack wider(const AnswerSlack& one, const AnswerSlack& other) {
  return {std::max(one.varying, other.varying), std::max(one.touching, other.touching)};
}

double or_nothing(double difference, const AnswerSlack& slack) {
  return std::abs(difference) <= slack.varying ? 0 : difference;
}

// Both stand in the same rows, so that what moves both alike moves no difference; neither does what both are known to.
std::optional<Difference> difference_over(const ReadStudy& study, std::size_t column, std::size_t first) {
  const AnswerSlack slack = wider(slack_of(study, column), slack_of(study, first));
  std::vector<double> differences;
  for (const StoredRow* row : counting_rows(study)) {
    differences.push_back(or_nothing(row->answers[column] - row->answers[first], slack));
  }
  const Spread spread = spread_of(settled(std::move(differences), slack));
  if (spread.num == 0) return std::nullopt;
  return Difference{0, spread.low, spread.high};
}

void add_differences(Answer& answer, const ReadStudy& study) {
  for (AnswerRow& row : answer.rows) {
    const AnswerRow& first = *std::ranges::find(answer.rows, row.quantity, &AnswerRow::quantity);
    if (&first == &row) continue;
    const auto column = column_of_row(study.card, answer, row);
    const auto first_column = column_of_row(study.card, answer, first);
    if (!column || !first_column) continue;
    row.difference = difference_over(study, *column, *first_column);
    if (row.difference) row.difference->value = or_nothing(row.value - first.value, wider(row.slack, first.slack));
  }
}

// The numbers of a row, those that were not drawn as they are set.
Point point_of_row(const ReadStudy& study, const Parameters& parameters, const StoredRow& row) {
  Parameters all = parameters;
  for (std::size_t k = 0; k < study.card.parameters.size(); ++k) {
    const auto named = std::ranges::find(study.model.parameters, study.card.parameters[k].name, &Parameter::name);
    if (named == study.model.parameters.end()) continue;
    all[ParameterId{static_cast<std::size_t>(named - study.model.parameters.begin())}] = row.parameters[k];
  }
  return point_of(study.model, all);
}

// What is checked, and where.
struct StudiedCheck {
  const Answer& answer;
  const Question* question = nullptr;  // none where its bounds are the same in all draws
  const Parameters& parameters;
  AnswerSlack slack;
};

bool passes(const StudiedCheck& check, const ReadStudy& study, const StoredRow& row, double value) {
  if (!check.question) return is_between(value, *check.answer.from, *check.answer.to, check.slack);
  const Point point = point_of_row(study, check.parameters, row);
  return is_between(value, evaluate(check.question->from, point, {}), evaluate(check.question->to, point, {}),
                    check.slack);
}

// NaN lies within no bounds, and is left out.
std::optional<double> share_within(const StudiedCheck& check, const ReadStudy& study,
                                   const std::vector<double>& numbers) {
  const Rows rows = counting_rows(study);
  std::size_t num_known = 0;
  std::size_t num_within = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (std::isnan(numbers[k])) continue;
    ++num_known;
    num_within += passes(check, study, *rows[k], numbers[k]) ? 1 : 0;
  }
  if (num_known == 0) return std::nullopt;
  return static_cast<double>(num_within) / static_cast<double>(num_known);
}

// The question of a check whose bounds read numbers.
const Question* with_moving_bounds(const std::vector<Question>& questions, const Answer& answer) {
  const auto found = std::ranges::find(questions, answer.question, &Question::text);
  if (found == questions.end() || (!reads_parameters(found->from) && !reads_parameters(found->to))) return nullptr;
  return &*found;
}

}  // namespace

std::size_t add_ranges(std::vector<Answer>& answers, const std::vector<Question>& questions,
                       const Parameters& parameters, const ReadStudy& study) {
  const Rows rows = counting_rows(study);
  std::size_t num_found = 0;
  for (Answer& answer : answers) {
    for (AnswerRow& row : answer.rows) {
      const auto column = column_of_row(study.card, answer, row);
      if (!column) continue;
      const std::vector<double> numbers = settled_answers(study, rows, *column);
      const AnswerSlack slack = slack_of(study, *column);
      const Spread spread = spread_of(numbers);
      if (spread.num == 0) continue;
      row.low = spread.low;
      row.high = spread.high;
      row.fixed = does_not_vary(numbers, slack);
      row.slack = wider(row.slack, slack);
      ++num_found;
      if (!answer.from || !answer.to) continue;
      const StudiedCheck check{answer, with_moving_bounds(questions, answer), parameters, slack};
      answer.share_passed = share_within(check, study, numbers);
    }
    if (answer.kind == "compare") add_differences(answer, study);
  }
  return num_found;
}

}  // namespace demarche
