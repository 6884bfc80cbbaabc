#include "demarche/survey/ranges.h"

#include "demarche/draw/spread.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

using Rows = std::vector<const StoredRow*>;

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

// Of a row from the first of its quantity.
std::optional<Difference> difference_of_row(const Answer& answer, const AnswerRow& row, const ReadStudy& study) {
  const AnswerRow& first = *std::ranges::find(answer.rows, row.quantity, &AnswerRow::quantity);
  if (&first == &row) return std::nullopt;
  const auto column = column_of_key(study, key_of(answer, row));
  const auto first_column = column_of_key(study, key_of(answer, first));
  if (!column || !first_column) return std::nullopt;
  auto difference = difference_over(study, *column, *first_column);
  if (difference) difference->value = or_nothing(row.value - first.value, wider(row.slack, first.slack));
  return difference;
}

std::vector<std::optional<Difference>> differences_of(const Answer& answer, const ReadStudy& study) {
  std::vector<std::optional<Difference>> differences;
  for (const AnswerRow& row : answer.rows) differences.push_back(difference_of_row(answer, row, study));
  return differences;
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
  const OfCheck& bounds;
  const Question* question = nullptr;  // none where its bounds are the same in all draws
  const Parameters& parameters;
  AnswerSlack slack;
};

bool passes(const StudiedCheck& check, const ReadStudy& study, const StoredRow& row, double value) {
  if (!check.question) return is_between(value, check.bounds.from, check.bounds.to, check.slack);
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

// Gives a row its range; whether it has one.
bool add_range(AnswerRow& row, const ReadStudy& study, std::size_t column) {
  const std::vector<double> numbers = settled_answers(study, counting_rows(study), column);
  const AnswerSlack slack = slack_of(study, column);
  const Spread spread = spread_of(numbers);
  if (spread.num == 0) return false;
  row.draws = {spread.low, spread.high, does_not_vary(numbers, slack), numbers.size() - spread.num};
  row.slack = wider(row.slack, slack);
  return true;
}

std::optional<double> share_passed(const Answer& answer, const OfCheck& check, const Question* moving,
                                   const Parameters& parameters, const ReadStudy& study) {
  const auto column = column_of_key(study, key_of(answer, answer.rows.front()));
  if (!column) return std::nullopt;
  const StudiedCheck studied{check, moving, parameters, slack_of(study, *column)};
  return share_within(studied, study, settled_answers(study, counting_rows(study), *column));
}

}  // namespace

std::size_t add_ranges(std::vector<Answer>& answers, const std::vector<Question>& questions,
                       const Parameters& parameters, const ReadStudy& study) {
  std::size_t num_found = 0;
  for (Answer& answer : answers) {
    for (AnswerRow& row : answer.rows) {
      const auto column = column_of_key(study, key_of(answer, row));
      if (column && add_range(row, study, *column)) ++num_found;
    }
    if (auto* comparison = std::get_if<OfCompare>(&answer.of)) comparison->differences = differences_of(answer, study);
    if (auto* check = std::get_if<OfCheck>(&answer.of)) {
      const Question* moving = with_moving_bounds(questions, answer);
      check->share_passed = share_passed(answer, *check, moving, parameters, study);
    }
  }
  return num_found;
}

}  // namespace demarche
