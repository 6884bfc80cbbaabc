#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"

#include <memory>
#include <optional>
#include <utility>

namespace demarche::cli {
namespace {

constexpr double usual_tolerance = 1e-6;

struct CertifyArguments {
  SolveArguments solve;
  std::string strategy;
  std::optional<std::size_t> profile;
};

int run_certify(const CertifyArguments& arguments) {
  auto opened = open_to(Errand::Certify, arguments.solve);
  if (!opened) return opened.error();
  auto strategy = load_text(arguments.strategy);
  if (!strategy) return usage_error(strategy.error());
  opened->request.strategy = std::move(*strategy);
  opened->request.profile = arguments.profile;
  return conclude(run(opened->session, opened->request), arguments.solve, ProgressLine({}));
}

}  // namespace

void add_certify(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<CertifyArguments>();
  arguments->solve.tolerance = usual_tolerance;
  CLI::App* command = program.add_subcommand(
      "certify", "judge a strategy from a file: how much could be gained by leaving it, and where");
  add_file(*command, arguments->solve.file, "a .crisis model, or a game of Gambit (.efg, .nfg)");
  command
      ->add_option("--strategy", arguments->strategy,
                   "the strategy: JSON of `demarche solve`, JSON by information set, or a line `NE,...` of Gambit")
      ->required();
  command->add_option("--profile", arguments->profile, "which of several lines `NE,...`, counted from 1")
      ->type_name("NUMBER")
      ->check(whole_number(0, 1'000'000'000));
  add_certify_options(*command, arguments->solve);
  command->callback([arguments, &exit_code] { exit_code = run_certify(*arguments); });
}

}  // namespace demarche::cli
