#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/cli/method.h"
#include "demarche/cli/threads.h"
#include "demarche/cli/trace.h"
#include "demarche/view/solution.h"

#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

// How to solve, and what else is wanted.
struct SolveWishes {
  MethodArguments method;
  std::uint64_t seed = Plan{}.seed;
  std::size_t num_threads = 1;
  bool all = false;
  std::size_t num_starts = usual_starts;
  std::string trace_file;
};

Plan plan_of(const SolveArguments& arguments, const SolveWishes& wanted) {
  Plan plan = plan_of(arguments);
  take_method(plan, wanted.method);
  plan.seed = wanted.seed;
  if (wanted.all) plan.num_starts = wanted.num_starts;
  // Pages and paths tell of histories; several equilibria are numbered as `ask` numbers them, which reads answers off
  // histories.
  const bool needs_histories = !arguments.html.empty() || !wanted.trace_file.empty() || wanted.all;
  if (needs_histories && plan.form == Form::Automatic) plan.held = Held::OverHistories;
  return plan;
}

std::optional<Refusal> refusal_of(const Plan& plan, const SolveWishes& wanted) {
  std::vector<Wish> wishes;
  if (!wanted.trace_file.empty()) wishes.push_back({Gift::Path, "--trace"});
  if (wanted.all) wishes.push_back({Gift::Several, "--all"});
  return demarche::refusal_of(plan, wishes);
}

// What is solved, and what is told of it.
struct ToSolve {
  Source source;
  Selection selection;
  Problem problem;
};

std::optional<ToSolve> game_to_solve(Source source, const SolveArguments& arguments, int& exit_code) {
  EfgRead read = read_game_file(source);
  if (!read.file) {
    exit_code = model_errors(source, read.diagnostics, arguments.json);
    return std::nullopt;
  }
  print_diagnostics(source, read.diagnostics);
  return ToSolve{std::move(source), {}, std::move(*read.file)};
}

std::optional<ToSolve> crisis_to_solve(Source source, const SolveArguments& arguments, int& exit_code) {
  auto loaded = load_model(std::move(source), arguments, exit_code);
  if (!loaded) return std::nullopt;
  return ToSolve{std::move(loaded->reading.source), std::move(loaded->selection), std::move(loaded->varied)};
}

int exit_of_found(const Found& found, const ProgressLine& progress) {
  const Solution& solution = solution_of(found);
  if (found.equilibria && solution.reason != StopReason::Interrupted) {
    if (const auto stopped = exit_of_search(*found.equilibria, progress)) return *stopped;
  }
  return exit_of(solution, progress);
}

int show_solution(const Report& report, const SolveArguments& arguments) {
  show(solution_page(report, part_of(arguments)), arguments);
  return arguments.html.empty() ? code(Exit::Ok) : write_page(report, arguments.html);
}

int solve_it(ToSolve to_solve, Plan plan, const SolveArguments& arguments, const SolveWishes& wanted, Trace& trace) {
  plan.aim.watch_path = watcher_of(trace);
  ProgressLine progress(arguments.time_limit_s);
  const auto found = solve(std::move(to_solve.problem), plan, progress.monitor(), make_workers(wanted.num_threads));
  if (!found) return failed(to_solve.source, found.error(), arguments.json);
  Report report = report_on(*found, to_solve.source, provenance_of(to_solve.source, plan, to_solve.selection));
  take_record(trace, report);
  const int shown = finish_trace(trace, show_solution(report, arguments));
  return shown != code(Exit::Ok) ? shown : exit_of_found(*found, progress);
}

int run_solve(const SolveArguments& arguments, const SolveWishes& wanted) {
  const Plan plan = plan_of(arguments, wanted);
  if (const auto why = refusal_of(plan, wanted)) return refused(*why);
  if (const auto refused = cannot_write_page(arguments.html)) return *refused;
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  Trace trace{
      .file = wanted.trace_file, .out = {}, .keeps_record = !arguments.html.empty(), .record = {}, .num_points = 0};
  const auto opened = open_trace(trace);
  if (!opened) return usage_error(opened.error());
  const bool is_game = is_game_file(*source);
  if (is_game && (!arguments.variant.empty() || !arguments.settings.empty()))
    return usage_error("a game of Gambit has no variants and no parameters");
  int exit_code = code(Exit::Ok);
  auto to_solve = is_game ? game_to_solve(std::move(*source), arguments, exit_code)
                          : crisis_to_solve(std::move(*source), arguments, exit_code);
  return to_solve ? solve_it(std::move(*to_solve), plan, arguments, wanted, trace) : exit_code;
}

}  // namespace

void add_solve(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<SolveArguments>();
  auto wanted = std::make_shared<SolveWishes>();
  CLI::App* command =
      program.add_subcommand("solve", "find the equilibrium and certify it: strategies, beliefs, values, gains");
  add_file(*command, arguments->file, "a .crisis model, or a game of Gambit (.efg, .nfg)");
  add_solve_options(*command, *arguments);
  add_method_options(*command, wanted->method);
  add_seed_option(*command, wanted->seed, "mccfr and --all");
  command->add_option("--threads", wanted->num_threads, "regret minimisers: threads (1); answers are the same bits")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1024));
  auto* all = command->add_flag("--all", wanted->all, "look for other equilibria too, and certify each that is found");
  add_starts_option(*command, wanted->num_starts)->needs(all);
  command->add_option("--trace", wanted->trace_file,
                      "also write the path to this file, as CSV: the moves and gains by precision");
  add_output_options(*command, *arguments);
  command->callback([=, &exit_code] { exit_code = run_solve(*arguments, *wanted); });
}

}  // namespace demarche::cli
