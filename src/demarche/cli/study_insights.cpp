#include "demarche/cli/study_insights.h"

#include "demarche/pipeline.h"

#include <algorithm>
#include <cmath>

namespace demarche::cli {
namespace {

std::vector<std::string> correlations_of(const ReadStudy& study) {
  const Reading reading = read_model(make_source(study.path, study.card.model_text));
  std::vector<std::string> texts;
  for (const Correlation& one : reading.model.correlations) texts.push_back(text_of(reading.model, one));
  return texts;
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
    values.push_back(answers_in(counting_rows(study), k));
  }
  choice.found = robust_choice(values);
  return choice;
}

}  // namespace

StudyRanking rank_parameters(const ReadStudy& study, std::size_t column) {
  const std::vector<const StoredRow*> rows = independent_rows(study);
  const std::vector<double> answers = answers_in(rows, column);
  std::vector<SobolIndices> indices;
  const std::size_t num_parameters = study.card.parameters.size();
  if (study.card.design == "saltelli") indices = sobol_indices(by_block(study, column), num_parameters, {});
  StudyRanking ranking{
      provenance_of(study), study.card.answers[column].label, counting_rows(study).size(), rows.size(), {}, {}, {}};
  for (std::size_t i = 0; i < num_parameters; ++i) {
    std::vector<double> inputs;
    for (const StoredRow* row : rows) inputs.push_back(row->parameters[i]);
    RankedParameter parameter{study.card.parameters[i].name, {}, pawn_of(inputs, answers)};
    if (i < indices.size()) parameter.indices = indices[i];
    ranking.parameters.push_back(std::move(parameter));
  }
  ranking.correlations = correlations_of(study);
  sort_ranking(ranking);
  return ranking;
}

std::optional<StudyBox> find_box(const ReadStudy& study, std::size_t column, const Bound& bound) {
  StudyBox box{provenance_of(study), bound.text, 0, 0, {}, {}, 0, {}};
  for (const StoredColumn& parameter : study.card.parameters) {
    box.parameters.push_back({parameter.name, *parameter.best, *parameter.low, *parameter.high});
  }
  Inputs inputs{box.parameters.size(), {}};
  std::vector<bool> happens;
  for (const StoredRow* row : independent_rows(study)) {
    const double answer = row->answers[column];
    if (std::isnan(answer)) continue;
    inputs.numbers.insert(inputs.numbers.end(), row->parameters.begin(), row->parameters.end());
    happens.push_back(holds(bound, answer));
  }
  if (happens.empty()) return std::nullopt;
  box.num_rows = happens.size();
  box.num_meeting = static_cast<std::size_t>(std::ranges::count(happens, true));
  box.boxes = peel_boxes(inputs, happens);
  NamedBox best = balanced_box(box.boxes, inputs, happens);
  box.chosen = best.peeled;
  box.named = std::move(best.box);
  return box;
}

std::vector<StudyChoice> compare_choices(const ReadStudy& study, const std::string& quantity) {
  std::vector<StudyChoice> choices;
  for (const StoredColumn& column : study.card.answers) {
    const bool known =
        std::ranges::any_of(choices, [&](const StudyChoice& one) { return one.question == column.name; });
    if (known || !ends_with_quantity(column, quantity)) continue;
    choices.push_back(choice_of(study, column.name, quantity));
  }
  return choices;
}

}  // namespace demarche::cli
