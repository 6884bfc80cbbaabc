#include "demarche/cli/console.h"
#include "demarche/cli/load.h"
#include "demarche/report/calibrations.h"
#include "demarche/report/raids.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace demarche::cli {
namespace {

struct RaidArguments {
  SolveArguments model;
  std::string calibrate;  // a table of past raids
  std::vector<std::string> withdrawn;
  std::uint64_t num_simulated = 0;
  std::uint32_t seed = 1;
};

int show(const RaidReport& report, const SolveArguments& arguments) {
  if (arguments.json) print(raids_as_json(report));
  else if (arguments.csv) print(raids_as_csv(report));
  else print(raids_as_text(report, stdout_options()));
  return code(Exit::Ok);
}

// A sentence about the first owner that has no layer; empty where all have.
std::string unknown_owner(const Model& model, const std::vector<std::string>& withdrawn) {
  const std::vector<std::string> owners = layer_owners(model);
  for (const std::string& owner : withdrawn) {
    if (std::ranges::find(owners, owner) != owners.end()) continue;
    const std::string known =
        owners.empty() ? "no layer has an owner" : fmt::format("owners are {}", fmt::join(owners, ", "));
    return fmt::format("no layer is by `{}`; {}", owner, known);
  }
  return {};
}

bool all_agree(const std::vector<RaidStudy>& raids) {
  for (const RaidStudy& study : raids) {
    for (const RaidCase& one : study.cases) {
      for (const Coalition& coalition : one.coalitions) {
        if (coalition.agreement && !verdict_on(*coalition.agreement).agrees) return false;
      }
    }
  }
  return true;
}

// What was worked out until then has been shown.
int tell_stopped(const std::vector<RaidStudy>& raids, const ProgressLine& progress) {
  std::uint64_t num_simulated = 0;
  std::size_t num_coalitions = 0;
  for (const RaidStudy& study : raids) {
    for (const RaidCase& one : study.cases) {
      num_coalitions += one.coalitions.size();
      for (const Coalition& coalition : one.coalitions)
        num_simulated += coalition.agreement ? coalition.agreement->num_raids : 0;
    }
  }
  complain(fmt::format("{}: this is what was worked out until then: {} coalitions, {} simulated raids\n",
                       progress.why_stopped(), num_coalitions, count_text(static_cast<double>(num_simulated))));
  return progress.stopped_code();
}

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
  std::vector<NamedCalibration> found;
  for (const PastRaids& one : *classes) {
    const std::string what = "calibrating " + one.name;
    const Monitor shown = progress.monitor();
    const auto calibration = calibrate(one.raids, [&](const Progress&) { return shown({what}); });
    if (!calibration) break;
    found.push_back({one.name, *calibration});
  }
  if (found.size() < classes->size())
    complain(
        fmt::format("{}: {} of {} classes were calibrated\n", progress.why_stopped(), found.size(), classes->size()));
  if (found.empty()) return progress.stopped_code();
  if (arguments.model.json) print(calibrations_as_json(found));
  else if (arguments.model.csv) print(calibrations_as_csv(found));
  else print(calibrations_as_text(found, stdout_options()));
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
  if (is_game_file(*source)) return usage_error("`raid` reads .crisis models");
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(std::move(*source), arguments.model, exit_code);
  if (!loaded) return exit_code;
  const std::string unknown = unknown_owner(loaded->varied.model, arguments.withdrawn);
  if (!unknown.empty()) return usage_error(unknown);
  ProgressLine progress({});
  const RaidQuery query{arguments.withdrawn, {arguments.num_simulated, arguments.seed}, progress.monitor()};
  const auto raids = study_raids(loaded->varied.model, loaded->varied.parameters, query);
  if (!raids) return model_errors(loaded->reading.source, raids.error(), arguments.model.json);
  if (raids->empty()) return usage_error("the model has no raid", "write one: `demarche explain E017` shows its lines");
  RaidReport report{provenance_of(loaded->reading.source, {}), &loaded->varied.model, &*raids};
  report.provenance.options = arguments.num_simulated > 0 ? fmt::format("exact; {} raids simulated with seed {}",
                                                                        arguments.num_simulated, arguments.seed)
                                                          : "exact";
  const int shown = show(report, arguments.model);
  if (progress.stopped()) return tell_stopped(*raids, progress);
  return all_agree(*raids) ? shown : code(Exit::CheckFailed);
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
  auto* json = command->add_flag("--json", arguments->model.json, "print JSON (docs/reference/json.md)");
  command->add_flag("--csv", arguments->model.csv, "print a table of CSV")->excludes(json);
  command->callback([arguments, &exit_code] { exit_code = run_raid(*arguments); });
}

}  // namespace demarche::cli
