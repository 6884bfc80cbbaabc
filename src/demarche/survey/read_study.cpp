#include "demarche/survey/read_study.h"

#include "demarche/diag/diagnostic.h"
#include "demarche/study/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Whether rows are solved for the limit of sharp play: so the options say, as provenance_of writes them.
bool is_in_the_limit(const ReadStudy& study) {
  const std::string& options = study.card.options;
  if (options.find("the model's precision") != std::string::npos) return !study.model.precision;
  const std::size_t place = options.find("tolerance ");
  return place != std::string::npos && options.compare(place + 10, 1, "=") != 0;
}

// The columns that the questions of a study's model give, as they were made when it was begun.
std::vector<AskedColumn> columns_of_rows(const Model& model) {
  std::vector<AskedColumn> columns;
  for (const Question& question : questions_of_rows(model.questions)) {
    for (AskedColumn& column : columns_of(model, question)) columns.push_back(std::move(column));
  }
  return columns;
}

// What is kept of a column; by its words alone where the model, read by this version, has no such question.
AskedColumn asked_as(const StoredColumn& kept, const std::vector<AskedColumn>& columns) {
  const auto found = std::ranges::find_if(columns, [&](const AskedColumn& column) {
    return column.key.question == kept.name && column.label == kept.label;
  });
  return found != columns.end() ? *found : AskedColumn{{kept.name, "", kept.label}, kept.label, ""};
}

double size_of_answers(const ReadStudy& study, std::size_t column) {
  if (study.card.answers[column].unit == "share") return 1;
  const bool payoff = study.asked[column].is_payoff;  // known to the range of payoffs, not to its own size
  double size = study.asked[column].least_size;
  for (const StoredRow* row : counting_rows(study)) {
    const double own = std::abs(row->answers[column]);
    if (std::isfinite(own)) size = std::max(size, own);
    if (payoff) size = std::max(size, row->payoff_range);
  }
  return size;
}

// What a question about one number is called by, and by what else: `compare … : baseline: P(war)`.
std::string full_name(const AskedColumn& column) {
  return column.target == column.label ? column.label : column.key.question + ": " + column.label;
}

Refusal unknown_answer(const ReadStudy& study, const std::string& quantity) {
  std::vector<std::string> names;
  std::vector<std::string> cases;  // of a compare
  for (const AskedColumn& column : study.asked) {
    names.push_back(column.label);
    names.push_back(full_name(column));
    if (column.is_compared && column.key.quantity == quantity) cases.push_back(fmt::format("`{}`", column.label));
  }
  if (!cases.empty()) {
    return {fmt::format("`{}` is asked about in {} cases", quantity, cases.size()),
            fmt::format("name one: {}", fmt::join(cases, ", "))};
  }
  const std::string guess = best_guess(quantity, names);
  return {fmt::format("the study has no answer `{}`", quantity),
          guess.empty() ? "`demarche results STUDY` lists its answers, `--json` with their full names"
                        : fmt::format("did you mean `{}`?", guess)};
}

}  // namespace

ReadStudy make_read_study(std::string path, StudyCard card, std::vector<StoredRow> rows, Model model) {
  ReadStudy study{std::move(path), std::move(card), std::move(rows), std::move(model)};
  const std::vector<AskedColumn> columns = columns_of_rows(study.model);
  for (const StoredColumn& kept : study.card.answers) study.asked.push_back(asked_as(kept, columns));
  return study;
}

double worst_gain_share(const ReadStudy& study) {
  double worst = 0;
  for (const StoredRow* row : counting_rows(study)) {
    if (row->payoff_range > 0) worst = std::max(worst, row->max_gain / row->payoff_range);
  }
  return worst;
}

AnswerSlack slack_of(const ReadStudy& study, std::size_t column) {
  std::optional<double> tolerance;
  if (is_in_the_limit(study)) tolerance = std::max(limit_known_to, worst_gain_share(study));
  return slack_of(size_of_answers(study, column), tolerance);
}

std::vector<double> settled_answers(const ReadStudy& study, const std::vector<const StoredRow*>& rows,
                                    std::size_t column) {
  const AnswerSlack slack = slack_of(study, column);
  const std::vector<double> all = answers_in(counting_rows(study), column);
  if (!does_not_vary(all, slack)) return settled(answers_in(rows, column), slack);
  std::vector<double> fixed = settled(all, slack);
  std::erase_if(fixed, [](double answer) { return std::isnan(answer); });
  std::vector<double> answers = answers_in(rows, column);
  for (double& answer : answers) answer = std::isnan(answer) ? answer : fixed.front();
  return answers;
}

Provenance provenance_of(const ReadStudy& study) {
  return {study.path, study.card.model_sha256, study.card.version, study.card.options, study.card.seed};
}

std::vector<const StoredRow*> counting_rows(const ReadStudy& study) {
  std::vector<const StoredRow*> rows;
  for (const StoredRow& row : study.rows) {
    if (row.number != central_row && counts(row)) rows.push_back(&row);
  }
  return rows;
}

std::vector<const StoredRow*> independent_rows(const ReadStudy& study) {
  std::vector<const StoredRow*> rows = counting_rows(study);
  if (study.card.design != "saltelli") return rows;
  const auto width = static_cast<std::int64_t>(study.card.parameters.size()) + 2;
  std::erase_if(rows, [&](const StoredRow* row) {
    const std::int64_t in_block = row->number % width;
    return in_block != 0 && in_block != width - 1;
  });
  return rows;
}

std::vector<double> answers_in(const std::vector<const StoredRow*>& rows, std::size_t column) {
  std::vector<double> answers;
  for (const StoredRow* row : rows) answers.push_back(row->answers[column]);
  return answers;
}

std::optional<std::size_t> column_of_target(const ReadStudy& study, const std::string& target) {
  const auto found = std::ranges::find_if(
      study.asked, [&](const AskedColumn& column) { return !column.target.empty() && column.target == target; });
  if (found == study.asked.end()) return std::nullopt;
  return static_cast<std::size_t>(found - study.asked.begin());
}

std::optional<std::size_t> column_of_key(const ReadStudy& study, const ColumnKey& key) {
  const auto found = std::ranges::find(study.asked, key, &AskedColumn::key);
  if (found == study.asked.end()) return std::nullopt;
  return static_cast<std::size_t>(found - study.asked.begin());
}

OrRefusal<std::size_t> column_of(const ReadStudy& study, const std::string& quantity) {
  if (const auto column = column_of_target(study, quantity)) return *column;
  for (std::size_t k = 0; k < study.asked.size(); ++k) {
    const AskedColumn& column = study.asked[k];
    const std::string& question = column.key.question;
    if (column.label == quantity || question == quantity || question + ": " + column.label == quantity) return k;
  }
  return std::unexpected(unknown_answer(study, quantity));
}

}  // namespace demarche
