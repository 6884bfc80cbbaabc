#include "demarche/cli/finish.h"
#include "demarche/cli/method.h"
#include "demarche/cli/threads.h"

#include <algorithm>
#include <memory>
#include <thread>

namespace demarche::cli {
namespace {

struct TipArguments {
  SolveArguments solve;
  MethodArguments method;
  std::string condition;
  int num_steps = 16;
  std::size_t num_threads = 1;
};

int run_tip(const TipArguments& arguments) {
  auto opened = open_to(Errand::Tip, arguments.solve);
  if (!opened) return opened.error();
  Request& request = opened->request;
  take_method(request.plan, arguments.method);
  request.condition = arguments.condition;
  request.num_steps = arguments.num_steps;
  ProgressLine progress(arguments.solve.time_limit_s);
  const Lent lent{make_crew(arguments.num_threads), progress.monitor()};
  return conclude(run(opened->session, request, lent), arguments.solve, progress);
}

}  // namespace

void add_tip(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<TipArguments>();
  arguments->num_threads = std::max(1U, std::thread::hardware_concurrency());
  CLI::App* command = program.add_subcommand("tip", "find where each number of a model tips an answer over a bound");
  add_file(*command, arguments->solve.file, "a .crisis model");
  command->add_option("condition", arguments->condition, "such as \"P(escalation is war) > 20%\"")->required();
  command->add_option("--steps", arguments->num_steps, "look at so many equal steps of each range (16)")
      ->type_name("NUMBER")
      ->check(whole_number(1, 100'000));
  command->add_option("--threads", arguments->num_threads, "threads (all cores); answers are the same bits")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1024));
  add_solve_options(*command, arguments->solve);
  add_method_options(*command, arguments->method);
  add_print_options(*command, arguments->solve);
  command->callback([arguments, &exit_code] { exit_code = run_tip(*arguments); });
}

}  // namespace demarche::cli
