#include "demarche/cli/study_insights.h"

#include "demarche/cli/bound.h"
#include "demarche/cli/options.h"
#include "demarche/cli/study_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche::cli {
namespace {

Provenance provenance_of(const ReadStudy& study) {
  return {study.path, study.card.model_sha256, study.card.version, study.card.options, study.card.seed};
}

std::vector<std::string> correlations_of(const ReadStudy& study) {
  const Reading reading = read_model(make_source(study.path, study.card.model_text));
  std::vector<std::string> texts;
  for (const Correlation& one : reading.model.correlations) texts.push_back(text_of(reading.model, one));
  return texts;
}

std::vector<const StoredRow*> counting_rows(const ReadStudy& study) {
  std::vector<const StoredRow*> rows;
  for (const StoredRow& row : study.rows) {
    if (row.number != central_row && counts(row)) rows.push_back(&row);
  }
  return rows;
}

// Rows drawn apart from each other: of Saltelli's blocks the first and the last, between which the others are mixed.
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

// The column of an answer: by its label, its question, or both as the CSV has them.
std::expected<std::size_t, std::string> column_of(const StudyCard& card, const std::string& quantity) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < card.answers.size(); ++k) {
    const StoredColumn& column = card.answers[k];
    const bool named = column.label == quantity || column.name == quantity || column.name == "ask " + quantity ||
                       column.name + ": " + column.label == quantity;
    if (named) return k;
    names.push_back(column.name + ": " + column.label);
  }
  return std::unexpected(
      fmt::format("the study has no answer `{}`; it has:\n    {}", quantity, fmt::join(names, "\n    ")));
}

// The answers of all rows of whole blocks, NaN where one is missing or does not count.
std::vector<double> by_block(const ReadStudy& study, std::size_t column) {
  std::vector<double> answers(study.card.num_rows, std::nan(""));
  for (const StoredRow* row : counting_rows(study)) {
    const auto place = static_cast<std::size_t>(row->number);
    if (place < answers.size()) answers[place] = row->answers[column];
  }
  return answers;
}

bool ends_with_quantity(const StoredColumn& column, const std::string& quantity) {
  return column.label.ends_with(": " + quantity);
}

StudyChoice choice_of(const ReadStudy& study, const std::string& question, const std::string& quantity) {
  StudyChoice choice{provenance_of(study), question, quantity, {}, {}};
  std::vector<std::vector<double>> values;
  for (std::size_t k = 0; k < study.card.answers.size(); ++k) {
    const StoredColumn& column = study.card.answers[k];
    if (column.name != question || !ends_with_quantity(column, quantity)) continue;
    choice.names.push_back(column.label.substr(0, column.label.size() - quantity.size() - 2));
    values.emplace_back();
    for (const StoredRow* row : counting_rows(study)) values.back().push_back(row->answers[k]);
  }
  choice.found = robust_choice(values);
  return choice;
}

}  // namespace

std::expected<StudyRanking, std::string> rank_parameters(const ReadStudy& study, const std::string& quantity) {
  const auto column = column_of(study.card, quantity);
  if (!column) return std::unexpected(column.error());
  const std::vector<const StoredRow*> rows = independent_rows(study);
  std::vector<SobolIndices> indices;
  const std::size_t num_parameters = study.card.parameters.size();
  if (study.card.design == "saltelli") indices = sobol_indices(by_block(study, *column), num_parameters, {});
  StudyRanking ranking{provenance_of(study), study.card.answers[*column].label, counting_rows(study).size(), {}, {}};
  for (std::size_t i = 0; i < num_parameters; ++i) {
    std::vector<double> inputs;
    std::vector<double> answers;
    for (const StoredRow* row : rows) {
      inputs.push_back(row->parameters[i]);
      answers.push_back(row->answers[*column]);
    }
    RankedParameter parameter{study.card.parameters[i].name, {}, pawn_of(inputs, answers)};
    if (i < indices.size()) parameter.indices = indices[i];
    ranking.parameters.push_back(std::move(parameter));
  }
  ranking.correlations = correlations_of(study);
  sort_ranking(ranking);
  return ranking;
}

std::expected<StudyBox, std::string> find_box(const ReadStudy& study, const std::string& condition) {
  const auto bound = bound_of(condition);
  if (!bound) return std::unexpected(fmt::format("`{}` is not an answer, `>` or `<`, and a number", condition));
  const auto column = column_of(study.card, bound->quantity);
  if (!column) return std::unexpected(column.error());
  StudyBox box{provenance_of(study), condition, 0, 0, {}, {}, {}};
  for (const StoredColumn& parameter : study.card.parameters) {
    box.parameters.push_back({parameter.name, *parameter.best, *parameter.low, *parameter.high});
  }
  Inputs inputs{box.parameters.size(), {}};
  std::vector<bool> happens;
  for (const StoredRow* row : independent_rows(study)) {
    const double answer = row->answers[*column];
    if (std::isnan(answer)) continue;
    inputs.numbers.insert(inputs.numbers.end(), row->parameters.begin(), row->parameters.end());
    happens.push_back(holds(*bound, answer));
  }
  if (happens.empty()) return std::unexpected(std::string("no row of the study counts"));
  box.num_rows = happens.size();
  box.num_meeting = static_cast<std::size_t>(std::ranges::count(happens, true));
  box.boxes = peel_boxes(inputs, happens);
  box.named = balanced_box(box.boxes);
  return box;
}

std::expected<std::vector<StudyChoice>, std::string> compare_choices(const ReadStudy& study,
                                                                     const std::string& quantity) {
  std::vector<StudyChoice> choices;
  for (const StoredColumn& column : study.card.answers) {
    const bool known =
        std::ranges::any_of(choices, [&](const StudyChoice& one) { return one.question == column.name; });
    if (known || !ends_with_quantity(column, quantity)) continue;
    choices.push_back(choice_of(study, column.name, quantity));
  }
  if (choices.empty()) return std::unexpected(fmt::format("no `compare` of the study has `{}`", quantity));
  return choices;
}

}  // namespace demarche::cli
