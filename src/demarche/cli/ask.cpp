#include "demarche/cli/ask_study.h"
#include "demarche/cli/finish.h"
#include "demarche/cli/method.h"
#include "demarche/cli/threads.h"
#include "demarche/engine/questions.h"
#include "demarche/study/points.h"
#include "demarche/study/raids.h"
#include "demarche/survey/find_tipping.h"
#include "demarche/survey/ranges.h"
#include "demarche/view/answers.h"
#include "demarche/view/report_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace demarche::cli {
namespace {

struct AskArguments {
  SolveArguments solve;
  std::vector<std::string> questions;
  bool sensitivity = false;
  std::size_t equilibrium = 1;
  UncertaintyArguments uncertainty;
  MethodArguments method;
  std::size_t num_starts = usual_starts;
  std::uint64_t seed = Plan{}.seed;
};

Source with_questions(Source source, const std::vector<std::string>& questions) {
  for (std::size_t k = 0; k < questions.size(); ++k) {
    source = with_part(std::move(source), fmt::format("question {}", k + 1), as_statement(questions[k]) + "\n");
  }
  return source;
}

// Questions on the command line are asked instead of those in the file. Conditions stand after them all.
std::vector<Question> questions_of(const Reading& reading, const Model& model, const AskArguments& arguments) {
  std::vector<Question> questions = model.questions;
  const std::size_t num_typed = arguments.questions.size();
  const auto begin_of = [&](std::size_t part) { return reading.source.parts.at(part).begin; };
  if (!arguments.uncertainty.where.empty()) {
    const std::uint32_t first_condition = begin_of(1 + num_typed);
    std::erase_if(questions, [&](const Question& question) { return question.span.begin >= first_condition; });
  }
  if (num_typed == 0) return questions;
  const std::uint32_t first_typed = begin_of(1);
  std::erase_if(questions, [&](const Question& question) { return question.span.begin < first_typed; });
  return questions;
}

int show_answers(const Report& report, const SolveArguments& arguments) {
  show(answers_page(report, part_of(arguments)), arguments);
  return arguments.html.empty() ? code(Exit::Ok) : write_page(report_page(report), arguments.html);
}

// What the answers themselves do not say: tables of CSV have no place for remarks.
Diagnostics left_to_say(const Answered& answered, const SolveArguments& arguments) {
  Diagnostics said = answered.diagnostics;
  if (!arguments.csv) return said;
  for (const Answer& answer : answered.answers) said.insert(said.end(), answer.remarks.begin(), answer.remarks.end());
  return said;
}

StudyOptions options_of(const AskArguments& arguments) {
  Plan plan = plan_of(arguments.solve);
  take_method(plan, arguments.method);
  return options_to_ask(std::move(plan),
                        {arguments.sensitivity, arguments.equilibrium, arguments.num_starts, arguments.seed});
}

int no_such_equilibrium(const Equilibria& equilibria, std::size_t number, const ProgressLine& progress) {
  const std::size_t found = equilibria.rows.size();
  const int usage = usage_error(fmt::format("there is no equilibrium {}: the search found {}", number, found),
                                "`demarche solve FILE --all` lists them; more `--starts` may find more");
  return exit_of_search(equilibria, progress).value_or(usage);
}

Provenance provenance(const Loaded& loaded, const StudyOptions& options) {
  Provenance from = provenance_of(loaded.reading.source, options.plan, loaded.selection);
  if (options.equilibrium > 1) from.options += fmt::format("; equilibrium {}", options.equilibrium);
  return from;
}

// What gets through the model's raids; only a page shows it.
std::vector<RaidStudy> raids_for_page(const Loaded& loaded, const SolveArguments& arguments) {
  if (arguments.html.empty()) return {};
  return study_raids(loaded.varied.model, loaded.varied.parameters, {}).value_or(std::vector<RaidStudy>{});
}

// What is known of uncertainty beside the answers.
struct Uncertainty {
  std::optional<ReadStudy> study;
  std::vector<Condition> conditions;
  StudyFindings findings;
};

void tell_missing(const ReadStudy& study) {
  const auto num_there = static_cast<std::uint64_t>(
      std::ranges::count_if(study.rows, [](const StoredRow& row) { return row.number != central_row; }));
  if (num_there < study.card.num_rows) {
    complain(fmt::format("{} of the study's {} rows are solved: ranges are over these\n",
                         count_text(static_cast<double>(num_there)),
                         count_text(static_cast<double>(study.card.num_rows))));
  }
}

// Ranges of the study's draws beside the answers, and where they come from beside the options.
void take_study(Uncertainty& known, const Loaded& loaded, const std::vector<Question>& questions,
                std::vector<Answer>& answers, Provenance& from) {
  if (!known.study) return;
  if (add_ranges(answers, questions, loaded.varied.parameters, *known.study) == 0)
    complain("none of these questions is in the study: it was made with the questions in the model\n");
  ReadFindings found = findings_of(*known.study, answers, known.conditions);
  for (const std::string& sentence : found.lacking) complain(sentence + "\n");
  known.findings = std::move(found.findings);
  from.options += fmt::format("; ranges: 90% of {} in {}", counted(known.findings.num_rows, "draw"), known.study->path);
}

// The monitor of one of several equal tasks that are done one after the other.
Monitor part_of(const Monitor& whole, std::size_t number, std::size_t num_parts) {
  return [=](const Progress& progress) {
    Progress part = progress;
    const double done = static_cast<double>(number) + std::max(0.0, progress.fraction);
    part.fraction = done / static_cast<double>(num_parts);
    return whole(part);
  };
}

// Where single numbers tip the conditions, up to the first that was stopped or has no number (kept in `diagnostics`).
void take_tippings(Uncertainty& known, const Solved& solved, const StudyOptions& options, const AskArguments& asked,
                   ProgressLine& progress, Diagnostics& diagnostics) {
  const Crew crew = make_crew(asked.uncertainty.num_threads);
  for (std::size_t k = 0; k < known.conditions.size(); ++k) {
    const TipPlan plan{known.conditions[k].bound, known.conditions[k].question};
    auto search = find_tipping(solved, plan, options, crew, part_of(progress.monitor(), k, known.conditions.size()));
    if (!search) {
      diagnostics.insert(diagnostics.end(), search.error().begin(), search.error().end());
      return;
    }
    if (!search->complete) {
      complain(fmt::format("{} before all numbers were moved: where `{}` tips is told of {} only\n",
                           progress.why_stopped(), plan.bound.text, search->tipping.parameters.size()));
      if (!search->tipping.parameters.empty()) known.findings.tippings.push_back(std::move(search->tipping));
      return;
    }
    known.findings.tippings.push_back(std::move(search->tipping));
  }
}

int answer_them(const Loaded& loaded, const std::vector<Question>& questions, Uncertainty known,
                const StudyOptions& options, const AskArguments& asked) {
  const SolveArguments& arguments = asked.solve;
  const Source& source = loaded.reading.source;
  Provenance from = provenance(loaded, options);
  if (!asked.uncertainty.study.empty()) {
    auto read = read_study_of(from, asked.uncertainty.study);
    if (!read) return refused(read.error());
    known.study = std::move(*read);
    const bool boxes_only = !asked.uncertainty.where.empty() && !asked.uncertainty.tip;
    if (boxes_only)
      if (const auto unknown = unknown_condition(*known.study, known.conditions)) return refused(*unknown);
    tell_missing(*known.study);
  }
  ProgressLine progress(arguments.time_limit_s);
  auto found = solve(loaded.varied, options.plan, progress.monitor());
  if (!found) return failed(source, found.error(), arguments.json);
  if (found->equilibria && found->equilibria->rows.size() < options.equilibrium)
    return no_such_equilibrium(*found->equilibria, options.equilibrium, progress);
  if (found->equilibria) take_equilibrium(*found, options.equilibrium);
  const auto* solved = &std::get<Solved>(found->solved);
  Answered answered = answer(*solved, questions, options, progress.monitor());
  take_study(known, loaded, questions, answered.answers, from);
  for (const std::string& condition : asked.uncertainty.where) from.options += fmt::format("; where {}", condition);
  if (asked.uncertainty.tip) from.options += "; tip";
  if (asked.uncertainty.tip && !answered.interrupted)
    take_tippings(known, *solved, options, asked, progress, answered.diagnostics);

  print_diagnostics(source, left_to_say(answered, arguments));
  Report report = report_on(*found, source, from);
  report.equilibrium = options.equilibrium;
  report.answers = &answered.answers;
  report.findings = &known.findings;
  const std::vector<RaidStudy> raids = raids_for_page(loaded, arguments);
  report.raids = &raids;
  report.diagnostics = &answered.diagnostics;
  report.interrupted = answered.interrupted || progress.stopped();
  const int shown = show_answers(report, arguments);
  if (shown != code(Exit::Ok)) return shown;
  if (has_errors(answered.diagnostics)) return code(Exit::ModelErrors);
  if (answered.interrupted) {
    complain(fmt::format("{}: {} of {} questions are answered\n", progress.why_stopped(), answered.answers.size(),
                         questions.size()));
    return progress.stopped_code();
  }
  const int solved_as_asked = exit_of(solved->solution, progress);
  if (solved_as_asked != code(Exit::Ok)) return solved_as_asked;
  return a_check_failed(answered.answers) ? code(Exit::CheckFailed) : code(Exit::Ok);
}

// One sentence about what is asked of uncertainty and cannot be; the exit code then.
std::optional<int> cannot_tell(const AskArguments& arguments, const Loaded& loaded, const Uncertainty& known) {
  const UncertaintyArguments& asked = arguments.uncertainty;
  if (!asked.where.empty() && asked.study.empty() && !asked.tip) {
    return usage_error("`--where` looks in the draws of a study, or for tipping values",
                       "add `--study FILE`, or `--tip`");
  }
  if (!asked.tip) return std::nullopt;
  if (known.conditions.empty()) {
    return usage_error("there is no condition to tip",
                       "`--where \"P(a.move is value) > 20%\"`, or a `check` in the model");
  }
  if (!drawn_parameters(loaded.varied.model, loaded.varied.parameters).empty()) return std::nullopt;
  return usage_error("no number of the model has a range, so there is nothing to move",
                     "give one: `parameter cost = 20%, 5% to 50%`");
}

int run_ask(const AskArguments& arguments) {
  const StudyOptions options = options_of(arguments);
  const std::vector<Wish> wishes = wishes_to_ask(options);
  if (const auto why = refusal_of(options.plan, wishes)) return refused(*why);
  if (const auto refused = cannot_write_page(arguments.solve.html)) return *refused;
  auto source = load(arguments.solve.file);
  if (!source) return usage_error(source.error());
  if (is_game_file(*source)) {
    return usage_error("questions are asked of .crisis models",
                       "`demarche solve " + arguments.solve.file + "` shows values and strategies");
  }
  int exit_code = code(Exit::Ok);
  auto asked = with_conditions(with_questions(std::move(*source), arguments.questions), arguments.uncertainty.where);
  if (!asked) return refused(asked.error());
  const auto loaded = load_model(std::move(*asked), arguments.solve, exit_code);
  if (!loaded) return exit_code;
  const auto questions = questions_of(loaded->reading, loaded->varied.model, arguments);
  if (questions.empty()) {
    return usage_error("the file asks nothing",
                       "`demarche ask FILE \"P(a.move is value)\"`, or add `ask` lines to the file");
  }
  const AqreOptions aim = aim_at(loaded->varied.model, loaded->varied.parameters, options.plan);
  if (const auto why = refusal_in_the_limit(aim, wishes)) return refused(*why);
  Uncertainty known;
  auto conditions = conditions_of(*loaded, questions, arguments.uncertainty);
  if (!conditions) return refused(conditions.error());
  known.conditions = std::move(*conditions);
  if (const auto refused = cannot_tell(arguments, *loaded, known)) return *refused;
  return answer_them(*loaded, questions, std::move(known), options, arguments);
}

}  // namespace

void add_ask(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<AskArguments>();
  CLI::App* command = program.add_subcommand("ask", "answer the questions in a model, or those typed here");
  add_file(*command, arguments->solve.file, "a .crisis model");
  command->add_option("questions", arguments->questions,
                      "questions, such as \"P(escalation is war) given damage is none\"");
  add_solve_options(*command, arguments->solve);
  command->add_flag("--sensitivity", arguments->sensitivity,
                    "add to each probability and expectation its derivative by every parameter");
  auto* equilibrium = command
                          ->add_option("--equilibrium", arguments->equilibrium,
                                       "answer under this one of the equilibria that `demarche solve --all` lists (1)")
                          ->type_name("NUMBER")
                          ->check(whole_number(1, 1'000'000));
  add_starts_option(*command, arguments->num_starts)->needs(equilibrium);
  add_method_options(*command, arguments->method);
  add_seed_option(*command, arguments->seed, "mccfr and --equilibrium");
  add_uncertainty_options(*command, arguments->uncertainty, equilibrium);
  add_output_options(*command, arguments->solve);
  command->callback([arguments, &exit_code] { exit_code = run_ask(*arguments); });
}

}  // namespace demarche::cli
