#include "demarche/survey/ranking.h"

#include "demarche/survey/read_study.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

double weight_of(const RankedParameter& parameter) {
  const double weight = parameter.indices ? parameter.indices->total.value : parameter.pawn.most;
  return std::isnan(weight) ? -1 : weight;
}

std::vector<std::string> correlations_of(const ReadStudy& study) {
  std::vector<std::string> texts;
  for (const Correlation& one : study.model.correlations) texts.push_back(text_of(study.model, one));
  return texts;
}

// The answers of all rows of whole blocks, NaN where one is missing or does not count.
std::vector<double> by_block(const ReadStudy& study, std::size_t column) {
  std::vector<double> answers(study.card.num_rows, std::nan(""));
  const std::vector<const StoredRow*> rows = counting_rows(study);
  const std::vector<double> known = settled_answers(study, rows, column);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto place = static_cast<std::size_t>(rows[k]->number);
    if (place < answers.size()) answers[place] = known[k];
  }
  return answers;
}

}  // namespace

StudyRanking rank_parameters(const ReadStudy& study, std::size_t column) {
  const std::vector<const StoredRow*> rows = independent_rows(study);
  const std::vector<double> answers = settled_answers(study, rows, column);
  std::vector<SobolIndices> indices;
  const std::size_t num_parameters = study.card.parameters.size();
  const std::vector<double> blocks = by_block(study, column);
  if (study.card.design == "saltelli") indices = sobol_indices(blocks, num_parameters, {});
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
  ranking.unit = study.card.answers[column].unit == "share" ? Unit::Share : Unit::Number;
  const std::vector<double> known = settled_answers(study, counting_rows(study), column);
  const Spread spread = spread_of(known);
  if (does_not_vary(known, slack_of(study, column))) ranking.always = spread.median;
  ranking.num_without_number = known.size() - spread.num;
  ranking.num_blocks = count_whole_blocks(blocks, num_parameters);
  sort_ranking(ranking);
  return ranking;
}

void sort_ranking(StudyRanking& ranking) {
  std::ranges::sort(ranking.parameters, [](const RankedParameter& a, const RankedParameter& b) {
    const double one = weight_of(a);
    const double other = weight_of(b);
    return one != other ? one > other : a.name < b.name;
  });
}

}  // namespace demarche
