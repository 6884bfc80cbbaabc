#include "demarche/survey/choice.h"

#include "demarche/survey/read_study.h"

#include <algorithm>

namespace demarche {
namespace {

// Whether the question compares this actor's payoff over moves of its own: others' moves and rules are not its choices,
// and what it can expect only given something is not what it chooses by.
bool compares_own_moves(const ReadStudy& study, const std::string& question, const std::string& quantity) {
  return std::ranges::any_of(study.model.questions, [&](const Question& one) {
    if (one.kind != QuestionKind::Compare || !one.forcing || one.given || one.text != question) return false;
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
  for (std::size_t k = 0; k < study.asked.size(); ++k) {
    const ColumnKey& key = study.asked[k].key;
    if (key.question != question || key.quantity != quantity) continue;
    choice.names.push_back(key.of_case);
    values.push_back(settled_answers(study, counting_rows(study), k));
    const AnswerSlack known = slack_of(study, k);
    slack = {std::max(slack.varying, known.varying), std::max(slack.touching, known.touching)};
  }
  choice.found = robust_choice(values, slack);
  return choice;
}

}  // namespace

std::vector<StudyChoice> compare_choices(const ReadStudy& study, const std::string& quantity) {
  std::vector<StudyChoice> choices;
  for (const AskedColumn& column : study.asked) {
    const std::string& question = column.key.question;
    const bool known = std::ranges::any_of(choices, [&](const StudyChoice& one) { return one.question == question; });
    if (known || column.key.quantity != quantity || !compares_own_moves(study, question, quantity)) continue;
    choices.push_back(choice_of(study, question, quantity));
  }
  return choices;
}

}  // namespace demarche
