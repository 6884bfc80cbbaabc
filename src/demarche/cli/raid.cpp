#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/view/calibrations_page.h"

#include <fmt/format.h>

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
  const auto text = read_text(arguments.calibrate);
  if (!text) return usage_error(text.error());
  const auto classes = read_past_raids(*text);
  if (!classes) {
    return usage_error(fmt::format("{}: {}", arguments.calibrate, classes.error()),
                       "the table begins with a line such as `class,launched,stopped`");
  }
  ProgressLine progress({});
  const std::vector<NamedCalibration> found = calibrate_all(*classes, progress.monitor());
  if (found.size() < classes->size())
    complain(
        fmt::format("{}: {} of {} classes were calibrated\n", progress.why_stopped(), found.size(), classes->size()));
  if (found.empty()) return progress.stopped_code();
  show(calibrations_page(found), arguments.model);
  return found.size() < classes->size() ? progress.stopped_code() : code(Exit::Ok);
}

int run_raid(const RaidArguments& arguments) {
  if (!arguments.calibrate.empty()) return run_calibrate(arguments);
  if (arguments.model.file.empty()) {
    return usage_error("`raid` needs a model, or a table of past raids",
                       "`demarche raid FILE`, `demarche raid --calibrate CSV`");
  }
  auto source = load(arguments.model.file);
  if (!source) return usage_error(source.error());
  auto selection = selection_of(arguments.model);
  if (!selection) return usage_error(selection.error(), "`demarche describe` lists the parameters and variants");
  Request request = request_of(Errand::Raid, arguments.model, std::move(*selection));
  request.withdrawn = arguments.withdrawn;
  request.num_simulated = arguments.num_simulated;
  request.seed = arguments.seed;
  Session session = open_session(std::move(*source));
  ProgressLine progress({});
  return conclude(run(session, request, {{}, progress.monitor()}), arguments.model, progress);
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
