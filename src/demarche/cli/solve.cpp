#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/cli/method.h"
#include "demarche/cli/threads.h"
#include "demarche/cli/trace.h"

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
  std::string at;
  std::string given;
};

Plan plan_of(const SolveArguments& arguments, const SolveWishes& wanted) {
  Plan plan = plan_of(arguments);
  take_method(plan, wanted.method);
  plan.seed = wanted.seed;
  if (wanted.all) plan.num_starts = wanted.num_starts;
  // Pages and paths tell of histories; several equilibria are numbered as `ask` numbers them, which reads answers off
  // histories.
  const bool needs_histories =
      !arguments.html.empty() || !wanted.trace_file.empty() || wanted.all || !wanted.at.empty();
  if (needs_histories && plan.form == Form::Automatic) plan.held = Held::OverHistories;
  return plan;
}

std::optional<Refusal> refusal_of(const Plan& plan, const SolveWishes& wanted) {
  std::vector<Wish> wishes;
  if (!wanted.trace_file.empty()) wishes.push_back({Gift::Path, "--trace"});
  if (wanted.all) wishes.push_back({Gift::Several, "--all"});
  return demarche::refusal_of(plan, wishes);
}

Request request_of(const SolveArguments& arguments, const SolveWishes& wanted, Selection selection, Plan plan) {
  Request request = request_of(Errand::Solve, arguments, std::move(selection));
  request.plan = std::move(plan);
  request.seed = wanted.seed;
  request.all = wanted.all;
  request.at = wanted.at;
  request.given = wanted.given;
  request.num_starts = wanted.num_starts;
  request.report_page = !arguments.html.empty();
  return request;
}

int show_solution(const Result& result, const SolveArguments& arguments) {
  show_result(result, arguments);
  return arguments.html.empty() ? code(Exit::Ok) : write_page(*result.report, arguments.html);
}

bool is_solved(Outcome outcome) {
  return outcome == Outcome::Ok || outcome == Outcome::NotCertified || outcome == Outcome::Stopped;
}

int solve_it(Source source, const Request& request, const SolveArguments& arguments, const SolveWishes& wanted,
             Trace& trace) {
  ProgressLine progress(arguments.time_limit_s);
  Session session = open_session(std::move(source));
  const Lent lent{{.workers = make_workers(wanted.num_threads)}, progress.monitor(), &trace.record};
  const Result result = run(session, request, lent);
  if (!is_solved(result.outcome)) return conclude(result, arguments, progress);
  const int shown = finish_trace(trace, show_solution(result, arguments));
  return shown != code(Exit::Ok) ? shown : tell_outcome(result, progress);
}

int run_solve(const SolveArguments& arguments, const SolveWishes& wanted) {
  Plan plan = plan_of(arguments, wanted);
  if (const auto why = refusal_of(plan, wanted)) return refused(*why);
  if (const auto refused = cannot_write_page(arguments.html)) return *refused;
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  Trace trace{
      .file = wanted.trace_file, .out = {}, .keeps_record = !arguments.html.empty(), .record = {}, .num_points = 0};
  const auto opened = open_trace(trace);
  if (!opened) return usage_error(opened.error());
  auto selection = selection_of(arguments);
  if (!selection) return usage_error(selection.error(), "`demarche describe` lists the parameters and variants");
  plan.aim.watch_path = watcher_of(trace);
  return solve_it(std::move(*source), request_of(arguments, wanted, std::move(*selection), std::move(plan)), arguments,
                  wanted, trace);
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
  auto* at =
      command
          ->add_option("--at", wanted->at, "tell of this move alone: what is believed and chosen wherever it is made")
          ->type_name("MOVE");
  command->add_option("--given", wanted->given, "with --at: only where this condition is certain when the move is made")
      ->type_name("CONDITION")
      ->needs(at);
  add_output_options(*command, *arguments);
  command->callback([=, &exit_code] { exit_code = run_solve(*arguments, *wanted); });
}

}  // namespace demarche::cli
