#include "demarche/study/answer_sensitivity.h"
#include "demarche/study/rows.h"
#include "demarche/study/ties.h"

#include <algorithm>
#include <iterator>

namespace demarche {

static_assert(std::variant_size_v<OfKind> == question_kinds.size(), "a kind of question that nothing can ask");

std::optional<Answer> answer_one(Study& study, const Question& question) {
  Answer answer;
  answer.of = of_kind(question.kind);
  FoundRows rows = std::visit([&](auto& of) { return find_rows(study, question, of); }, answer.of);
  if (!rows) return std::nullopt;
  answer.rows = std::move(*rows);
  return answer;
}

namespace {

// What is believed or chosen rests on the odds of whoever believes or chooses.
std::optional<ActorId> whose_odds(const Model& model, const Question& question) {
  if (question.kind == QuestionKind::Belief || question.believed) return question.believer;
  if (question.choice) return model.variables[question.choice->move].owner;
  return question.seen_by;
}

// Whether its numbers are those of the point where questions are asked, and not of others.
bool is_read_here(const Question& question) {
  return traits_of(question.kind).rows == RowsOf::Quantities && !is_asked_elsewhere(question);
}

// Whether actors think otherwise of chance where a question is asked, or somewhere that it asks about.
bool may_disagree(const Position& here, const Question& question) {
  const bool is_of_variants = !question.across.empty() || question.in_variant;
  return !here.stakes->thoughts.empty() || (is_of_variants && has_thoughts_in_variants(*here.model));
}

}  // namespace

bool a_check_failed(const std::vector<Answer>& answers) {
  return std::ranges::any_of(answers, [](const Answer& answer) {
    const auto* check = only<OfCheck>(answer);
    return check && !check->passed;
  });
}

Answered answer(const Solved& baseline, const std::vector<Question>& questions, const StudyOptions& options,
                const Monitor& monitor) {
  Study study = start_study(baseline, options, monitor);
  const std::vector<Tie> ties = ties_of_numbers(study.here);
  Answered answered;
  std::vector<const Question*> answered_questions;
  for (const Question& question : questions) {
    std::optional<Answer> found = answer_one(study, question);
    if (!found && study.interrupted) break;
    if (!found) continue;
    found->question = question.text;
    const Model& model = *study.here.model;
    const std::optional<ActorId> whose = whose_odds(model, question);
    if (whose && may_disagree(study.here, question)) found->odds_of = model.actors[*whose].name;
    found->remarks = remarks_on(question, found->rows);
    if (is_read_here(question))
      std::ranges::move(ties_behind(study.here, ties, question, found->rows), std::back_inserter(found->remarks));
    answered.answers.push_back(std::move(*found));
    answered_questions.push_back(&question);
    if (study.interrupted) break;
  }
  if (options.sensitivity && !study.interrupted) add_sensitivities(study, answered_questions, answered.answers);
  answered.interrupted = study.interrupted;
  answered.diagnostics = std::move(study.diagnostics);
  return answered;
}

}  // namespace demarche
