#include "demarche/pipeline_regret.h"

#include "demarche/game/relative_stakes.h"

#include <fmt/format.h>

#include <limits>

namespace demarche {
namespace {

StopReason stop_of(RegretStop stop) {
  switch (stop) {
    case RegretStop::ReachedTolerance:
      return StopReason::ReachedTolerance;
    case RegretStop::IterationLimit:
      return StopReason::StepLimit;
    case RegretStop::Interrupted:
      return StopReason::Interrupted;
  }
  return StopReason::NoProgress;
}

Solution solution_of(const Game& game, const Stakes& stakes, RegretResult result) {
  Solution solution;
  solution.strategy = std::move(result.strategy);
  solution.precision = std::numeric_limits<double>::quiet_NaN();
  solution.residual = std::numeric_limits<double>::quiet_NaN();
  solution.reason = stop_of(result.reason);
  solution.solution_concept = std::move(result.solution_concept);
  solution.method = std::move(result.words);
  solution.num_steps =
      static_cast<int>(std::min<std::uint64_t>(result.num_iterations, std::numeric_limits<int>::max()));
  solution.notes = std::move(result.notes);
  std::string nothing = note_on_nothing_at_stake(game, stakes);
  if (!nothing.empty()) solution.notes.push_back(std::move(nothing));
  return solution;
}

}  // namespace

SolvedFile solve_file(EfgFile file, const RegretOptions& options, const Workers& workers, const Monitor& monitor) {
  SolvedFile solved{std::move(file.game), std::move(file.stakes), {}, {}};
  solved.solution =
      solution_of(solved.game, solved.stakes, solve_regret(solved.game, solved.stakes, options, workers, monitor));
  solved.certificate = certify(solved.game, solved.stakes, solved.solution.strategy);
  return solved;
}

std::expected<Solved, Diagnostics> solve_model(const Model& model, const Parameters& parameters,
                                               const CompileOptions& compile_options, const RegretOptions& options,
                                               const Workers& workers, const Monitor& monitor) {
  std::expected<Compiled, Diagnostics> compiled = compile(model, compile_options);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  std::expected<Stakes, Diagnostics> stakes = demarche::bind(model, *compiled, parameters);
  if (!stakes) return std::unexpected(std::move(stakes.error()));
  Solved solved{model, parameters, std::move(*compiled), std::move(*stakes), {}, {}};
  const Game& game = solved.compiled.game;
  solved.solution = solution_of(game, solved.stakes, solve_regret(game, solved.stakes, options, workers, monitor));
  solved.certificate = certify(solved.compiled.game, solved.stakes, solved.solution.strategy);
  return solved;
}

Provenance provenance_of(const Source& source, const CompileOptions& compile_options, const RegretOptions& options,
                         const Selection& selection) {
  StudyOptions study;
  study.compile = compile_options;
  study.aqre.tolerance = options.tolerance;
  study.precision_from_model = false;
  Provenance provenance = provenance_of(source, study, selection);
  provenance.options =
      fmt::format("method {}, at most {} iterations{}; {}", name_of(options.method), options.max_iterations,
                  options.method == RegretMethod::MonteCarlo ? fmt::format(", seed {}", options.seed) : std::string(),
                  provenance.options);
  if (options.method == RegretMethod::MonteCarlo) provenance.seed = options.seed;
  return provenance;
}

}  // namespace demarche
