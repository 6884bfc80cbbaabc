#include "demarche/cli/ask_study.h"
#include "demarche/cli/finish.h"
#include "demarche/cli/study_ranges.h"
#include "demarche/study/points.h"
#include "demarche/study/raids.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

namespace demarche::cli {
namespace {

struct AskArguments {
  SolveArguments solve;
  std::vector<std::string> questions;
  bool sensitivity = false;
  std::size_t equilibrium = 1;
  UncertaintyArguments uncertainty;
  SearchPlan plan;
};

// What is typed on the command line may leave out `ask`.
std::string as_statement(const std::string& question) {
  constexpr std::array starters = {"ask", "compare", "sweep", "rank", "check"};
  const std::size_t start = question.find_first_not_of(' ');
  const std::string typed = start == std::string::npos ? "" : question.substr(start);
  const std::string first = typed.substr(0, typed.find(' '));
  return std::find(starters.begin(), starters.end(), first) != starters.end() ? typed : "ask " + typed;
}

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

int show(const Report& report, const SolveArguments& arguments) {
  if (arguments.json) print(answers_as_json(report));
  else if (arguments.csv) print(answers_as_csv(report));
  else print(answers_as_text(report, stdout_options()));
  return arguments.html.empty() ? code(Exit::Ok) : write_page(report, arguments.html);
}

bool a_check_failed(const std::vector<Answer>& answers) {
  return std::any_of(answers.begin(), answers.end(), [](const Answer& answer) { return answer.passed == false; });
}

// What the answers themselves do not say: tables of CSV have no place for remarks.
Diagnostics left_to_say(const Answered& answered, const SolveArguments& arguments) {
  Diagnostics said = answered.diagnostics;
  if (!arguments.csv) return said;
  for (const Answer& answer : answered.answers) said.insert(said.end(), answer.remarks.begin(), answer.remarks.end());
  return said;
}

// Derivatives need an equilibrium that moves smoothly; a limit may jump.
bool has_precision(const Varied& varied, const StudyOptions& options) {
  return options_at(varied.model, varied.parameters, options).precision.has_value();
}

// The baseline under the equilibrium asked for. The first one needs no search.
std::expected<Several<Solved>, Diagnostics> solve_as_asked(const Varied& varied, const StudyOptions& options,
                                                           const SearchPlan& plan, const Monitor& monitor) {
  if (options.equilibrium > 1) return solve_several(varied.model, varied.parameters, options, plan, monitor);
  auto solved = solve_model(varied.model, varied.parameters, options, monitor);
  if (!solved) return std::unexpected(std::move(solved.error()));
  return Several<Solved>{std::move(*solved), {}};
}

int no_such_equilibrium(const Equilibria& equilibria, std::size_t number, const ProgressLine& progress) {
  const std::size_t found = equilibria.rows.size();
  const int usage = usage_error(fmt::format("there is no equilibrium {}: the search found {}", number, found),
                                "`demarche solve FILE --all` lists them; more `--starts` may find more");
  return exit_of_search(equilibria, progress).value_or(usage);
}

Provenance provenance(const Loaded& loaded, const StudyOptions& options, const SearchPlan& plan) {
  const Source& source = loaded.reading.source;
  if (options.equilibrium == 1) return provenance_of(source, options, loaded.selection);
  Provenance from = provenance_of(source, options, plan, loaded.selection);
  from.options += fmt::format("; equilibrium {}", options.equilibrium);
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
  known.findings = findings_of(*known.study, answers, known.conditions);
  known.findings.seed = known.study->card.seed;
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
  for (std::size_t k = 0; k < known.conditions.size(); ++k) {
    const TipPlan plan{known.conditions[k].bound, known.conditions[k].question, 16, asked.uncertainty.num_threads};
    auto search =
        find_tipping(solved, plan, options, progress, part_of(progress.monitor(), k, known.conditions.size()));
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
  Provenance from = provenance(loaded, options, asked.plan);
  if (!asked.uncertainty.study.empty()) {
    auto read = read_study(asked.uncertainty.study, from);
    if (!read) return read.error();
    known.study = std::move(*read);
    const bool boxes_only = !asked.uncertainty.where.empty() && !asked.uncertainty.tip;
    if (boxes_only)
      if (const auto failed = unknown_condition(*known.study, known.conditions)) return *failed;
    tell_missing(*known.study);
  }
  ProgressLine progress(arguments.time_limit_s);
  auto several = solve_as_asked(loaded.varied, options, asked.plan, progress.monitor());
  if (!several) return model_errors(source, several.error(), arguments.json);
  const bool searched = !several->equilibria.rows.empty();
  if (searched && several->equilibria.rows.size() < options.equilibrium)
    return no_such_equilibrium(several->equilibria, options.equilibrium, progress);
  if (searched) take_equilibrium(*several, options.equilibrium);
  const Solved* solved = &several->solved;
  Answered answered = answer(*solved, questions, options, progress.monitor());
  take_study(known, loaded, questions, answered.answers, from);
  for (const std::string& condition : asked.uncertainty.where) from.options += fmt::format("; where {}", condition);
  if (asked.uncertainty.tip) from.options += "; tip";
  if (asked.uncertainty.tip && !answered.interrupted)
    take_tippings(known, *solved, options, asked, progress, answered.diagnostics);

  print_diagnostics(source, left_to_say(answered, arguments));
  Report report = report_on(*solved, source, from);
  if (searched) report.equilibria = &several->equilibria;
  report.equilibrium = options.equilibrium;
  report.answers = &answered.answers;
  report.findings = &known.findings;
  const std::vector<RaidStudy> raids = raids_for_page(loaded, arguments);
  report.raids = &raids;
  report.diagnostics = &answered.diagnostics;
  report.interrupted = answered.interrupted || progress.stopped();
  const int shown = show(report, arguments);
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
  if (const auto refused = cannot_write_page(arguments.solve.html)) return *refused;
  auto source = load(arguments.solve.file);
  if (!source) return usage_error(source.error());
  if (is_game_file(*source)) {
    return usage_error("questions are asked of .crisis models",
                       "`demarche solve " + arguments.solve.file + "` shows values and strategies");
  }
  int exit_code = code(Exit::Ok);
  auto asked = with_conditions(with_questions(std::move(*source), arguments.questions), arguments.uncertainty.where);
  if (!asked) return asked.error();
  const auto loaded = load_model(std::move(*asked), arguments.solve, exit_code);
  if (!loaded) return exit_code;
  const auto questions = questions_of(loaded->reading, loaded->varied.model, arguments);
  if (questions.empty()) {
    return usage_error("the file asks nothing",
                       "`demarche ask FILE \"P(a.move is value)\"`, or add `ask` lines to the file");
  }
  StudyOptions options = study_options(arguments.solve);
  options.sensitivity = arguments.sensitivity;
  options.equilibrium = arguments.equilibrium;
  if (options.sensitivity && !has_precision(loaded->varied, options)) {
    return usage_error("derivatives are taken at a finite precision: in the limit choices may jump, and have none",
                       "give one with `--precision 10`, or a line `precision = 10` in the model");
  }
  Uncertainty known;
  auto conditions = conditions_of(*loaded, questions, arguments.uncertainty);
  if (!conditions) return conditions.error();
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
  add_starts_option(*command, arguments->plan)->needs(equilibrium);
  add_seed_option(*command, arguments->plan.seed, "--equilibrium");
  add_uncertainty_options(*command, arguments->uncertainty, equilibrium);
  add_output_options(*command, arguments->solve);
  command->callback([arguments, &exit_code] { exit_code = run_ask(*arguments); });
}

}  // namespace demarche::cli
