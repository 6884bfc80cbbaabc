#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"

#include <limits>
#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

struct RaidArguments {
  SolveArguments model;
  std::string calibrate;  // a table of past raids
  std::vector<std::string> withdrawn;
  std::uint64_t num_simulated = 0;
  std::uint32_t seed = 1;
};

int run_calibrate(const RaidArguments& arguments) {
  if (!arguments.model.file.empty()) {
    return usage_error("`--calibrate` reads a table of past raids and no model",
                       "`demarche raid --calibrate raids.csv`");
  }
  const auto table = load_text(arguments.calibrate);
  if (!table) return usage_error(table.error());
  ProgressLine progress({});
  return conclude(calibrate(*table, {{}, progress.monitor()}), arguments.model, progress);
}

int run_raid(const RaidArguments& arguments) {
  if (!arguments.calibrate.empty()) return run_calibrate(arguments);
  if (arguments.model.file.empty()) {
    return usage_error("`raid` needs a model, or a table of past raids",
                       "`demarche raid FILE`, `demarche raid --calibrate CSV`");
  }
  auto opened = open_to(Errand::Raid, arguments.model);
  if (!opened) return opened.error();
  Request& request = opened->request;
  request.withdrawn = arguments.withdrawn;
  request.num_simulated = arguments.num_simulated;
  request.seed = arguments.seed;
  ProgressLine progress({});
  return conclude(run(opened->session, request, {{}, progress.monitor()}), arguments.model, progress);
}

}  // namespace

void add_raid(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<RaidArguments>();
  CLI::App* command = program.add_subcommand("raid", "say what gets through a model's raids, by who defends");
  command->add_option("file", arguments->model.file,
                      "a .crisis model; - reads standard input, example:april2024 a built-in model");
  command->add_option("--withdraw", arguments->withdrawn, "OWNER: without the layers of this actor or partner")
      ->allow_extra_args(false);
  command->add_option("--variant", arguments->model.variant, "take this variant of the model");
  command->add_option("--set", arguments->model.settings, "NAME=NUMBER: a parameter's value instead of its best guess")
      ->allow_extra_args(false);
  command
      ->add_option("--simulate", arguments->num_simulated,
                   "check against so many raids simulated target by target; exit code 4 where they disagree")
      ->type_name("NUMBER")
      ->check(whole_number(0, 1'000'000'000'000));
  command->add_option("--calibrate", arguments->calibrate,
                      "CSV: no model, but rate and spread of the raids in this table (class, launched, stopped)");
  command->add_option("--seed", arguments->seed, "of the simulated raids (1)")
      ->type_name("NUMBER")
      ->check(whole_number(0, std::numeric_limits<std::uint64_t>::max()));
  add_print_options(*command, arguments->model);
  add_table_option(*command, arguments->model, "print a table of CSV");
  command->callback([arguments, &exit_code] { exit_code = run_raid(*arguments); });
}

}  // namespace demarche::cli
