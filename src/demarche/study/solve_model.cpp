#include "demarche/study/best_form.h"
#include "demarche/study/equilibria.h"
#include "demarche/study/points.h"
#include "demarche/study/verdict.h"

namespace demarche {

AqreOptions options_at(const Model& model, const Parameters& parameters, const StudyOptions& options) {
  AqreOptions aqre = options.aqre;
  if (!aqre.precision && options.precision_from_model && model.precision) {
    aqre.precision = point_of(model, parameters).parameters[*model.precision];
  }
  return aqre;
}

namespace {

std::expected<Solved, Diagnostics> unsolved(const Model& model, const Parameters& parameters,
                                            const StudyOptions& options) {
  std::expected<Compiled, Diagnostics> compiled = compile(model, options.compile);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  std::expected<Stakes, Diagnostics> stakes = demarche::bind(model, *compiled, parameters);
  if (!stakes) return std::unexpected(std::move(stakes.error()));
  return Solved{model, parameters, std::move(*compiled), std::move(*stakes), {}, {}};
}

}  // namespace

std::expected<Solved, Diagnostics> solve_model(const Model& model, const Parameters& parameters,
                                               const StudyOptions& options, const Monitor& monitor) {
  auto solved = unsolved(model, parameters, options);
  if (!solved) return solved;
  const AqreOptions aqre = options_at(model, parameters, options);
  const auto open = in_public(model, solved->compiled, options);
  if (open) {
    auto solution = solve_in_public(model, solved->compiled, *open, parameters, aqre, monitor);
    if (!solution) return std::unexpected(std::move(solution.error()));
    solved->solution = std::move(*solution);
  } else {
    solved->solution = solve_aqre(solved->compiled.game, solved->stakes, aqre, monitor);
  }
  solved->certificate = certify(solved->compiled.game, solved->stakes, solved->solution.strategy);
  hold_to_certificate(solved->solution, solved->certificate, aqre);
  return solved;
}

std::expected<Several<Solved>, Diagnostics> solve_several(const Model& model, const Parameters& parameters,
                                                          const StudyOptions& options, const SearchPlan& plan,
                                                          const Monitor& monitor) {
  auto solved = unsolved(model, parameters, options);
  if (!solved) return std::unexpected(std::move(solved.error()));
  Several<Solved> several{std::move(*solved), {}};
  const SearchOptions search{options_at(model, parameters, options), plan.num_starts, plan.seed};
  const auto open = in_public(model, several.solved.compiled, options);
  if (open) {
    auto found = find_several_in_public(model, several.solved.compiled, *open, parameters, search, monitor);
    if (!found) return std::unexpected(std::move(found.error()));
    several.equilibria = certify_all(several.solved.compiled.game, several.solved.stakes, std::move(*found), search);
  } else {
    several.equilibria = search_equilibria(several.solved.compiled.game, several.solved.stakes, search, monitor);
  }
  take_equilibrium(several, 1);
  return several;
}

}  // namespace demarche
