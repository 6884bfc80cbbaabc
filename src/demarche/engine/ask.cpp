#include "demarche/base/question_kinds.h"
#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/questions.h"
#include "demarche/engine/reports.h"
#include "demarche/engine/solving.h"
#include "demarche/point/refusal.h"
#include "demarche/view/answers.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {

std::string as_statement(const std::string& question) {
  const std::size_t start = question.find_first_not_of(' ');
  const std::string typed = start == std::string::npos ? "" : question.substr(start);
  const std::string first = typed.substr(0, typed.find(' '));
  return question_beginning_with(first) ? typed : "ask " + typed;
}

StudyOptions options_to_ask(Plan plan, const Asking& asking) {
  StudyOptions options;
  options.plan = std::move(plan);
  options.plan.held = Held::OverHistories;
  options.plan.seed = asking.seed;
  options.sensitivity = asking.sensitivity;
  options.equilibrium = asking.equilibrium;
  if (options.equilibrium > 1) options.plan.num_starts = asking.num_starts;
  return options;
}

std::vector<Wish> wishes_to_ask(const StudyOptions& options) {
  std::vector<Wish> wishes;
  if (options.equilibrium > 1) wishes.push_back({Gift::Several, "--equilibrium"});
  if (options.sensitivity) wishes.push_back({Gift::Derivatives, "--sensitivity"});
  return wishes;
}

namespace {

std::vector<Typed> typed_in(const Request& request) {
  std::vector<Typed> typed;
  for (std::size_t k = 0; k < request.questions.size(); ++k)
    typed.push_back({fmt::format("question {}", k + 1), as_statement(request.questions[k]) + "\n"});
  return typed;
}

Provenance provenance_of_answers(const Crisis& crisis, const StudyOptions& options, const Selection& selection) {
  Provenance from = provenance_of(crisis.source, options.plan, selection);
  if (options.equilibrium > 1) from.options += fmt::format("; equilibrium {}", options.equilibrium);
  return from;
}

Refusal no_such_equilibrium(const Equilibria& equilibria, std::size_t number) {
  return {fmt::format("there is no equilibrium {}: the search found {}", number, equilibria.rows.size()),
          "`demarche solve FILE --all` lists them; more `--starts` may find more"};
}

void take_answers_outcome(Result& result, const Answered& answered, std::size_t num_questions,
                          const Solution& solution) {
  result.diagnostics = answered.diagnostics;
  if (has_errors(answered.diagnostics)) {
    result.outcome = Outcome::ModelErrors;
  } else if (answered.interrupted) {
    result.outcome = Outcome::Stopped;
    result.message.sentence = fmt::format("{} of {} questions are answered", answered.answers.size(), num_questions);
  } else {
    take_outcome(result, solution);
    if (result.outcome == Outcome::Ok && a_check_failed(answered.answers)) result.outcome = Outcome::CheckFailed;
  }
}

Result answers_in(const Crisis& crisis, const std::vector<Question>& questions, Found& found,
                  const StudyOptions& options, const Request& request, const Monitor& monitor) {
  const Solved& solved = std::get<Solved>(found.solved);
  const Answered answered = answer(solved, questions, options, monitor);
  Report report = report_on(found, crisis.source, provenance_of_answers(crisis, options, request.selection));
  report.equilibrium = options.equilibrium;
  report.answers = &answered.answers;
  report.diagnostics = &answered.diagnostics;
  report.interrupted = answered.interrupted;
  Result result = shown(crisis.source, request.parts, [&](view::Part part) { return answers_page(report, part); });
  take_answers_outcome(result, answered, questions.size(), solved.solution);
  return result;
}

}  // namespace

Result run_ask(Session& session, const Request& request, const Lent& lent) {
  const StudyOptions options =
      options_to_ask(request.plan, {request.sensitivity, request.equilibrium, request.num_starts, request.seed});
  const std::vector<Wish> wishes = wishes_to_ask(options);
  if (auto why = refusal_of(options.plan, wishes)) return refused(session.reading.source, std::move(*why));
  const auto crisis = crisis_of(session, request.selection, typed_in(request));
  if (!crisis) return crisis.error();
  const Varied& varied = crisis->varied;
  const std::vector<Question> questions = request.questions.empty() ? varied.model.questions : typed_questions(*crisis);
  if (questions.empty()) {
    return refused(crisis->source, {"the file asks nothing",
                                    "`demarche ask FILE \"P(a.move is value)\"`, or add `ask` lines to the file"});
  }
  const AqreOptions aim = aim_at(varied.model, varied.parameters, options.plan);
  if (auto why = refusal_in_the_limit(aim, wishes)) return refused(crisis->source, std::move(*why));
  const auto found = solve_in(session, varied, request.selection, options.plan, lent);
  if (!found) return failed(crisis->source, found.error());
  const auto& equilibria = (*found)->equilibria;
  if (equilibria && equilibria->rows.size() < options.equilibrium)
    return refused(crisis->source, no_such_equilibrium(*equilibria, options.equilibrium));
  if (equilibria) take_equilibrium(**found, options.equilibrium);
  return answers_in(*crisis, questions, **found, options, request, lent.monitor);
}

}  // namespace demarche
