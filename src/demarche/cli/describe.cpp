#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/pipeline_public.h"
#include "demarche/view/description_page.h"

#include <memory>

namespace demarche::cli {
namespace {

int run_describe(const SolveArguments& arguments) {
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  if (is_game_file(*source)) {
    return usage_error("`describe` reads .crisis models", "`demarche solve " + arguments.file + "` shows the game");
  }
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(std::move(*source), arguments, exit_code);
  if (!loaded) return exit_code;
  const Census census = survey(loaded->varied.model, {arguments.max_histories});
  if (has_errors(census.diagnostics)) print_diagnostics(loaded->reading.source, census.diagnostics);
  show(description_page(loaded->varied.model, census, part_of(arguments)), arguments);
  return code(Exit::Ok);
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
