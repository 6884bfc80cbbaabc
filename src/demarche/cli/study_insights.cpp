#include "demarche/cli/study_insights.h"

#include "demarche/draw/spread.h"

#include <algorithm>
#include <cmath>

namespace demarche::cli {
namespace {

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

bool all_whole(const Inputs& inputs, std::size_t column) {
  for (std::size_t row = 0; row < inputs.num_rows(); ++row) {
    if (inputs(row, column) != std::round(inputs(row, column))) return false;
  }
  return true;
}

bool ends_with_quantity(const StoredColumn& column, const std::string& quantity) {
  return column.label.ends_with(": " + quantity);
}

// Whether the question compares this actor's payoff over moves of its own: others' moves and rules are not its choices.
bool compares_own_moves(const ReadStudy& study, const std::string& question, const std::string& quantity) {
  return std::ranges::any_of(study.model.questions, [&](const Question& one) {
    if (one.op != Question::Op::Compare || !one.forcing || one.text != question) return false;
    const std::optional<ActorId> mover = study.model.variables[one.forcing->move].owner;
    return std::ranges::any_of(one.quantities, [&](const Quantity& asked) {
      return asked.op == Quantity::Op::Payoff && asked.text == quantity && asked.actor == mover;
    });
  });
}

StudyChoice choice_of(const ReadStudy& study, const std::string& question, const std::string& quantity) {
  StudyChoice choice{provenance_of(study), question, quantity, {}, {}};
  std::vector<std::vector<double>> values;
  AnswerSlack slack;
  for (std::size_t k = 0; k < study.card.answers.size(); ++k) {
    const StoredColumn& column = study.card.answers[k];
    if (column.name != question || !ends_with_quantity(column, quantity)) continue;
    choice.names.push_back(column.label.substr(0, column.label.size() - quantity.size() - 2));
    values.push_back(settled_answers(study, counting_rows(study), k));
    const AnswerSlack known = slack_of(study, k);
    slack = {std::max(slack.varying, known.varying), std::max(slack.touching, known.touching)};
  }
  choice.found = robust_choice(values, slack);
  return choice;
}

}  // namespace

StudyRanking rank_parameters(const ReadStudy& study, std::size_t column) {
  const std::vector<const StoredRow*> rows = independent_rows(study);
  const std::vector<double> answers = settled_answers(study, rows, column);
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
  ranking.unit = study.card.answers[column].unit == "share" ? Unit::Share : Unit::Number;
  const std::vector<double> known = settled_answers(study, counting_rows(study), column);
  if (does_not_vary(known, slack_of(study, column))) ranking.always = spread_of(known).median;
  sort_ranking(ranking);
  return ranking;
}

std::optional<StudyBox> find_box(const ReadStudy& study, std::size_t column, const Bound& bound) {
  StudyBox box{provenance_of(study), bound.text, 0, 0, {}, {}, 0, {}};
  const std::vector<const StoredRow*> rows = independent_rows(study);
  const std::vector<double> answers = settled_answers(study, rows, column);
  const AnswerSlack slack = slack_of(study, column);
  Inputs inputs{study.card.parameters.size(), {}};
  std::vector<bool> happens;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (std::isnan(answers[k])) continue;
    inputs.numbers.insert(inputs.numbers.end(), rows[k]->parameters.begin(), rows[k]->parameters.end());
    happens.push_back(holds(bound.sign, answers[k], bound.number, slack));
  }
  if (happens.empty()) return std::nullopt;
  for (std::size_t i = 0; i < study.card.parameters.size(); ++i) {
    const StoredColumn& parameter = study.card.parameters[i];
    box.parameters.push_back({parameter.name, *parameter.best, *parameter.low, *parameter.high, all_whole(inputs, i)});
  }
  box.fixed = does_not_vary(answers, slack);
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
    if (known || !ends_with_quantity(column, quantity) || !compares_own_moves(study, column.name, quantity)) continue;
    choices.push_back(choice_of(study, column.name, quantity));
  }
  return choices;
}

}  // namespace demarche::cli
