#include "demarche/base/question_kinds.h"
#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/kinds_left_out.h"
#include "demarche/engine/naming.h"
#include "demarche/engine/no_equilibrium.h"
#include "demarche/engine/others.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/reports.h"
#include "demarche/engine/solving.h"
#include "demarche/engine/suppose.h"
#include "demarche/engine/uncertainty.h"
#include "demarche/engine/under_each.h"
#include "demarche/point/refusal.h"
#include "demarche/study/raids.h"
#include "demarche/view/answers.h"
#include "demarche/view/report_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace demarche {

namespace {

// What is typed as a question may leave out `ask`.
std::string as_statement(const std::string& question) {
  const std::size_t start = question.find_first_not_of(' ');
  const std::string typed = start == std::string::npos ? "" : question.substr(start);
  const std::string first = typed.substr(0, typed.find(' '));
  return question_beginning_with(first) ? typed : "ask " + typed;
}

// How a crisis is solved to be asked: answers are read off histories, and the first equilibrium needs no search.
StudyOptions options_to_ask(const Request& request) {
  StudyOptions options;
  options.plan = request.plan;
  options.plan.held = Held::OverHistories;
  options.plan.seed = request.seed;
  options.plan.num_starts_for_name = request.num_starts;
  options.sensitivity = request.sensitivity;
  options.equilibrium = request.equilibrium;
  if (request.under_each || options.equilibrium > 1) options.plan.num_starts = request.num_starts;
  return options;
}

// What the method must be able to give for it.
std::vector<Wish> wishes_to_ask(const StudyOptions& options) {
  std::vector<Wish> wishes;
  if (options.plan.num_starts)
    wishes.push_back({Gift::Several, options.equilibrium > 1 ? "--equilibrium" : "--equilibria"});
  if (options.sensitivity) wishes.push_back({Gift::Derivatives, "--sensitivity"});
  return wishes;
}

OrRefusal<std::vector<Typed>> typed_in(Session& session, const Request& request) {
  std::vector<Typed> typed;
  for (std::size_t k = 0; k < request.questions.size(); ++k)
    typed.push_back({fmt::format("question {}", k + 1), as_statement(request.questions[k]) + "\n"});
  auto conditions = conditions_to_type(request.where);
  if (!conditions) return conditions;
  std::ranges::move(*conditions, std::back_inserter(typed));
  std::ranges::move(supposition_to_type(session, request), std::back_inserter(typed));
  return typed;
}

// What is to be answered, and how.
struct Inquiry {
  const Crisis& crisis;
  const Request& request;
  StudyOptions options;
  std::vector<Question> questions;
  std::optional<Question> supposition;
  Provenance from;
  Uncertainty known = {};
  std::optional<OtherEquilibria> others = {};  // where that was looked at
  std::vector<std::string> remarks = {};
};

Provenance provenance_of_answers(const Crisis& crisis, const StudyOptions& options, const Selection& selection) {
  Provenance from = provenance_of(crisis.source, options.plan, selection);
  if (options.equilibrium > 1) from.options += fmt::format("; equilibrium {}", options.equilibrium);
  return from;
}

// What the answers themselves do not say: a table that comes alone has no place for remarks.
Diagnostics left_to_say(const Answered& answered, const Request& request) {
  Diagnostics said = answered.diagnostics;
  if (request.parts != std::vector{view::Part::Table}) return said;
  for (const Answer& answer : answered.answers) said.insert(said.end(), answer.remarks.begin(), answer.remarks.end());
  return said;
}

// How far answering has come. The last answer may lack what would turn a choice.
std::string answers_stopped_text(const Answered& answered, std::size_t num_questions) {
  const auto* cut = answered.answers.empty() ? nullptr : only<OfWhy>(answered.answers.back());
  const bool lacks_turns = cut && cut->num_turns_left > 0;
  const std::size_t num_answered = answered.answers.size() - (lacks_turns ? 1 : 0);
  const std::string text = fmt::format("{} of {} {} answered", num_answered, counted(num_questions, "question"),
                                       agreeing(num_answered, "is", "are"));
  if (!lacks_turns) return text;
  return fmt::format("{}, and the next one but for some of what would turn the choice: {} of {} numbers were moved",
                     text, cut->turns.size(), cut->turns.size() + cut->num_turns_left);
}

// `tips_stopped` says how far tipping values have come, where these were stopped.
void take_answers_outcome(Result& result, const Answered& answered, const Inquiry& inquiry, const Solution& solution,
                          const std::string& tips_stopped) {
  if (has_errors(answered.diagnostics)) {
    result.outcome = Outcome::ModelErrors;
    return;
  }
  take_outcome(result, solution);
  if (answered.interrupted || !tips_stopped.empty()) {
    result.outcome = Outcome::Stopped;
    result.message.sentence =
        tips_stopped.empty() ? answers_stopped_text(answered, inquiry.questions.size()) : tips_stopped;
  } else if (result.outcome == Outcome::Ok && a_check_failed(answered.answers)) {
    result.outcome = Outcome::CheckFailed;
  }
}

// What gets through the model's raids; only a report page shows it.
std::vector<RaidStudy> raids_for_page(const Varied& varied, const Request& request) {
  if (!request.report_page || request.headlines) return {};
  return study_raids(varied.model, varied.parameters, {}).value_or(std::vector<RaidStudy>{});
}

void say_conditions(Provenance& from, const Request& request) {
  for (const std::string& condition : request.where) from.options += fmt::format("; where {}", condition);
  if (request.tip) from.options += "; tip";
  if (!request.given.empty()) from.options += "; given " + request.given;
  if (!request.forcing.empty()) from.options += "; forcing " + request.forcing;
}

// What is answered under each of several equilibria, and what lies between these.
struct UnderEach {
  std::vector<Answered> answers;
  std::vector<WayBetween> ways;
};

Result answers_shown(Inquiry& inquiry, const Found& found, const Answered& answered, bool interrupted,
                     const UnderEach* each = nullptr) {
  const Request& request = inquiry.request;
  OrRefusal<Supposed> supposed;
  if (inquiry.supposition) supposed = play_supposed(std::get<Solved>(found.solved), *inquiry.supposition);
  if (!supposed) return refused(inquiry.crisis.source, std::move(supposed.error()));
  const std::vector<RaidStudy> raids = raids_for_page(inquiry.crisis.varied, request);
  Report report = report_on(found, inquiry.crisis.source, inquiry.from);
  report.equilibrium = inquiry.options.equilibrium;
  report.answers = &answered.answers;
  report.findings = &inquiry.known.findings;
  report.raids = &raids;
  report.diagnostics = &answered.diagnostics;
  report.interrupted = interrupted;
  if (inquiry.supposition) report.supposed = &*supposed;
  if (inquiry.others) report.others = &*inquiry.others;
  if (each) report.under_each = &each->answers, report.ways = &each->ways;
  Result result =
      shown(inquiry.crisis.source, request.parts, [&](view::Part part) { return answers_page(report, part); });
  if (request.report_page) result.report = request.headlines ? headlines_page(report) : report_page(report);
  result.diagnostics = left_to_say(answered, request);
  result.remarks = std::move(inquiry.remarks);
  return result;
}

KnownGames& games_kept(Session& session, const Request& request, const Model& model) {
  GamesKept asked{request.selection.variant, request.plan.compile.max_histories, names_settled(model), {}};
  GamesKept& kept = session.games;
  const bool same =
      kept.variant == asked.variant && kept.max_histories == asked.max_histories && kept.settled == asked.settled;
  if (!same) kept = std::move(asked);
  return kept.games;
}

// Answers to what the session solved last.
Result answers_in(Inquiry& inquiry, Session& session, const Lent& lent) {
  const Request& request = inquiry.request;
  const Found& found = session.last->found;
  const Solved& solved = std::get<Solved>(found.solved);
  StudyOptions options = inquiry.options;
  options.games = &games_kept(session, request, solved.model);
  Answered answered = answer(solved, inquiry.questions, options, lent.monitor);
  take_study(inquiry.known, inquiry.crisis.varied, inquiry.questions, answered.answers, inquiry.from, inquiry.remarks);
  say_conditions(inquiry.from, request);
  if (request.look && !found.equilibria && !found.naming && !answered.interrupted)
    inquiry.others = others_in(session, lent);
  std::string tips_stopped;
  if (request.tip && !answered.interrupted) {
    auto tips = take_tippings(inquiry.known, solved, inquiry.options, lent);
    if (tips) tips_stopped = std::move(*tips);
    else std::ranges::move(tips.error(), std::back_inserter(answered.diagnostics));
  }
  Result result = answers_shown(inquiry, found, answered, answered.interrupted || !tips_stopped.empty());
  take_answers_outcome(result, answered, inquiry, solved.solution, tips_stopped);
  if (inquiry.options.equilibrium == 1) take_naming(result, found);
  return result;
}

// The first equilibrium's answers are the answers; those of the others stand beside them.
Result answers_under_each_in(Inquiry& inquiry, Found& found, const Lent& lent) {
  const Solved& solved = std::get<Solved>(found.solved);
  UnderEach each{answer_under_each(found, inquiry.questions, inquiry.options, lent.monitor), {}};
  each.ways = ways_from_first(solved.compiled.game, solved.stakes, *found.equilibria);
  const Answered& first = each.answers.front();
  Result result = answers_shown(inquiry, found, first, each.answers.back().interrupted, &each);
  take_answers_outcome(result, first, inquiry, solved.solution, "");
  take_naming(result, found);
  return result;
}

// The last of what was typed, where anything is supposed.
std::optional<Question> supposition_in(const Crisis& crisis, const Request& request) {
  const std::size_t before = request.questions.size() + request.where.size();
  auto typed = typed_questions(crisis, before, before + 1);
  if (typed.empty()) return std::nullopt;
  return std::move(typed.front());
}

// The questions and all that is asked beside them, understood; or what is the matter with them.
std::expected<Inquiry, Result> inquiry_of(const Crisis& crisis, const StudyOptions& options,
                                          const std::vector<Wish>& wishes, const Request& request, const Lent& lent) {
  const Varied& varied = crisis.varied;
  const std::size_t num_typed = request.questions.size();
  Inquiry inquiry{crisis,
                  request,
                  options,
                  num_typed == 0 ? own_questions(crisis) : typed_questions(crisis, 0, num_typed),
                  supposition_in(crisis, request),
                  provenance_of_answers(crisis, options, request.selection)};
  const auto refuse = [&](Refusal why) { return std::unexpected(refused(crisis.source, std::move(why))); };
  if (inquiry.supposition) inquiry.questions = supposed_in(std::move(inquiry.questions), *inquiry.supposition);
  if (inquiry.questions.empty()) {
    return refuse(
        {"the file asks nothing", "`demarche ask FILE \"P(a.move is value)\"`, or add `ask` lines to the file"});
  }
  std::erase_if(inquiry.questions, [&](const Question& question) { return is_left_out(request, question.kind); });
  const AqreOptions aim = aim_at(varied.model, varied.parameters, options.plan);
  if (auto why = refusal_in_the_limit(aim, wishes)) return refuse(std::move(*why));
  auto conditions = conditions_asked(crisis, inquiry.questions, request, lent);
  if (!conditions) return refuse(std::move(conditions.error()));
  inquiry.known.conditions = std::move(*conditions);
  auto study = lent_study(inquiry.from, inquiry.known.conditions, request, lent, inquiry.remarks);
  if (!study) return refuse(std::move(study.error()));
  inquiry.known.study = std::move(*study);
  return inquiry;
}

}  // namespace

Result run_ask(Session& session, const Request& request, const Lent& lent) {
  const Source& source = session.source;
  const StudyOptions options = options_to_ask(request);
  const std::vector<Wish> wishes = wishes_to_ask(options);
  if (auto why = refusal_of(options.plan, wishes)) return refused(source, std::move(*why));
  if (request.under_each && request.equilibrium > 1)
    return refused(source, {"one equilibrium is asked about, or each", "leave out `equilibrium` or `equilibria`"});
  const auto typed = typed_in(session, request);
  if (!typed) return refused(source, typed.error());
  const auto crisis = crisis_of(session, request.selection, *typed);
  if (!crisis) return crisis.error();
  if (auto why = refusal_of_starts(&crisis->varied.model, options.plan, "`--equilibrium NUMBER` and `--equilibria`"))
    return refused(source, std::move(*why));
  auto inquiry = inquiry_of(*crisis, options, wishes, request, lent);
  if (!inquiry) return std::move(inquiry.error());
  const auto found = solve_in(session, crisis->varied, request.selection, options.plan, lent);
  if (!found) return failed(crisis->source, found.error());
  const auto& equilibria = (*found)->equilibria;
  if (equilibria && equilibria->rows.size() < options.equilibrium)
    return no_such_equilibrium(crisis->source, *equilibria, options.equilibrium);
  if (request.under_each) return answers_under_each_in(*inquiry, **found, lent);
  if (equilibria) take_equilibrium(**found, options.equilibrium);
  return answers_in(*inquiry, session, lent);
}

}  // namespace demarche
