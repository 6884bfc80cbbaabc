#include "demarche/pipeline_several.h"

#include "demarche/study/points.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {

Several<SolvedFile> solve_several(EfgFile file, const AqreOptions& options, const SearchPlan& plan,
                                  const Monitor& monitor) {
  Several<SolvedFile> several{{std::move(file.game), std::move(file.stakes), {}, {}}, {}};
  const SearchOptions search{options, plan.num_starts, plan.seed};
  several.equilibria = search_equilibria(several.solved.game, several.solved.stakes, search, monitor);
  take_equilibrium(several, 1);
  return several;
}

std::expected<Several<SolvedPublic>, Diagnostics> solve_several(const Varied& varied, PublicCompiled compiled,
                                                                const StudyOptions& options, const SearchPlan& plan,
                                                                const Monitor& monitor) {
  auto solved = unsolved_public(varied, std::move(compiled));
  if (!solved) return std::unexpected(std::move(solved.error()));
  Several<SolvedPublic> several{std::move(*solved), {}};
  const SearchOptions search{options_at(varied.model, varied.parameters, options), plan.num_starts, plan.seed};
  several.equilibria = search_equilibria(several.solved.compiled.game, several.solved.stakes, search, monitor);
  take_equilibrium(several, 1);
  return several;
}

Provenance provenance_of(const Source& source, const StudyOptions& options, const SearchPlan& plan,
                         const Selection& selection) {
  Provenance provenance = provenance_of(source, options, selection);
  provenance.options += fmt::format("; equilibria from {} starts, seed {}", plan.num_starts, plan.seed);
  provenance.seed = plan.seed;
  return provenance;
}

}  // namespace demarche
