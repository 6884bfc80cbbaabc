#include "demarche/cli/finish.h"

#include <memory>

namespace demarche::cli {
namespace {

int run_describe(const SolveArguments& arguments) {
  auto opened = open_to(Errand::Describe, arguments);
  if (!opened) return opened.error();
  return conclude(run(opened->session, opened->request), arguments, ProgressLine({}));
}

}  // namespace

void add_describe(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<SolveArguments>();
  CLI::App* command = program.add_subcommand(
      "describe", "say who moves when, who sees what, how large the game is, what has no source");
  add_file(*command, arguments->file, "a .crisis model");
  command->add_option("--variant", arguments->variant, "describe this variant of the model");
  command->add_option("--max-histories", arguments->max_histories, "the limit that the size is held against (10000000)")
      ->check(positive_number());
  add_print_options(*command, *arguments);
  command->callback([arguments, &exit_code] { exit_code = run_describe(*arguments); });
}

}  // namespace demarche::cli
