#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/point/judge.h"
#include "demarche/view/judgement.h"

#include <fmt/format.h>

#include <memory>

namespace demarche::cli {
namespace {

constexpr double usual_tolerance = 1e-6;

struct CertifyArguments {
  SolveArguments solve;
  std::string strategy;
  std::optional<std::size_t> profile;
};

int show_judgement(const Report& report, const Judgement& judgement, const SolveArguments& arguments) {
  show(judgement_page(report, judgement, part_of(arguments)), arguments);
  return code(judgement.accepted ? Exit::Ok : Exit::NotCertified);
}

Judgement judgement_on(const JudgedStrategy& judged, const CertifyArguments& arguments, double rounding) {
  Judgement judgement{arguments.strategy, rounding, *arguments.solve.tolerance, false, judged.unsettled};
  const Certificate& certificate = judged.certificate;
  judgement.accepted = certificate.max_gain + certificate.rounding <= judgement.tolerance * certificate.payoff_range;
  return judgement;
}

int certify_crisis(Source source, const CertifyArguments& arguments) {
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(std::move(source), arguments.solve, exit_code);
  if (!loaded) return exit_code;
  const Plan plan = plan_of(arguments.solve);
  auto built = build(loaded->varied, plan.compile);
  if (!built) return model_errors(loaded->reading.source, built.error(), arguments.solve.json);
  auto read = load_strategy(built->compiled.game, arguments.strategy, arguments.profile);
  if (!read) return code(Exit::Usage);
  JudgedStrategy judged = judge(built->compiled.game, built->stakes, std::move(*read->strategy));
  const Judgement judgement = judgement_on(judged, arguments, read->rounding);
  const Solved solved{loaded->varied.model,     loaded->varied.parameters,  std::move(built->compiled),
                      std::move(built->stakes), std::move(judged.solution), std::move(judged.certificate)};
  const Provenance provenance = provenance_of(loaded->reading.source, plan, loaded->selection);
  return show_judgement(report_on(solved, loaded->reading.source, provenance), judgement, arguments.solve);
}

int certify_efg(const Source& source, const CertifyArguments& arguments) {
  EfgRead file = read_game_file(source);
  if (!file.file) return model_errors(source, file.diagnostics, arguments.solve.json);
  if (!arguments.solve.variant.empty() || !arguments.solve.settings.empty()) {
    return usage_error("a game of Gambit has no variants and no parameters");
  }
  auto read = load_strategy(file.file->game, arguments.strategy, arguments.profile);
  if (!read) return code(Exit::Usage);
  JudgedStrategy judged = judge(file.file->game, file.file->stakes, std::move(*read->strategy));
  const Judgement judgement = judgement_on(judged, arguments, read->rounding);
  const Found found{SolvedFile{std::move(file.file->game), std::move(file.file->stakes), std::move(judged.solution),
                               std::move(judged.certificate)},
                    {}};
  return show_judgement(report_on(found, source, provenance_of(source, plan_of(arguments.solve))), judgement,
                        arguments.solve);
}

int run_certify(const CertifyArguments& arguments) {
  auto source = load(arguments.solve.file);
  if (!source) return usage_error(source.error());
  return is_game_file(*source) ? certify_efg(*source, arguments) : certify_crisis(std::move(*source), arguments);
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
