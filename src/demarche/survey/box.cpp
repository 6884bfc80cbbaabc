#include "demarche/survey/box.h"

#include "demarche/survey/bound.h"
#include "demarche/survey/read_study.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

bool all_whole(const Inputs& inputs, std::size_t column) {
  for (std::size_t row = 0; row < inputs.num_rows(); ++row) {
    if (inputs(row, column) != std::round(inputs(row, column))) return false;
  }
  return true;
}

}  // namespace

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

}  // namespace demarche
