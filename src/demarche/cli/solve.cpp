#include "demarche/cli/finish.h"
#include "demarche/cli/method.h"
#include "demarche/cli/table_file.h"
#include "demarche/cli/threads.h"

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

void take_wishes(Request& request, const SolveArguments& arguments, const SolveWishes& wanted) {
  take_method(request.plan, wanted.method);
  request.seed = wanted.seed;
  request.all = wanted.all;
  request.at = wanted.at;
  request.given = wanted.given;
  request.num_starts = wanted.num_starts;
  request.report_page = !arguments.html.empty();
}

bool is_solved(Outcome outcome) {
  return outcome == Outcome::Ok || outcome == Outcome::NotCertified || outcome == Outcome::Stopped;
}

int run_solve(const SolveArguments& arguments, const SolveWishes& wanted) {
  if (const auto refused = cannot_write_page(arguments.html)) return *refused;
  auto opened = open_to(Errand::Solve, arguments);
  if (!opened) return opened.error();
  take_wishes(opened->request, arguments, wanted);
  TableFile trace{.path = wanted.trace_file};
  ProgressLine progress(arguments.time_limit_s);
  Lent lent{.crew = {.workers = make_workers(wanted.num_threads)}, .monitor = progress.monitor()};
  if (!trace.path.empty()) {
    if (const auto begun = begin(trace); !begun) return usage_error(begun.error());
    lent.table = written_to(trace);
  }
  const Result result = run(opened->session, opened->request, lent);
  if (!is_solved(result.outcome)) return conclude(result, arguments, progress);
  const int shown = show_with_page(result, arguments);
  const int written = trace.path.empty() ? shown : finish(trace, shown);
  return written != code(Exit::Ok) ? written : tell_outcome(result, progress);
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
  command->add_flag("--all", wanted->all, "look for other equilibria too, and certify each that is found");
  add_starts_option(*command, wanted->num_starts);
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
