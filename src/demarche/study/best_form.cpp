#include "demarche/study/best_form.h"

namespace demarche {

std::optional<InPublic> in_public(const Model& model, const Compiled& flat, const StudyOptions& options) {
  if (static_cast<double>(flat.game.nodes.size()) < options.in_public_from || options.aqre.watch_path)
    return std::nullopt;
  auto compiled = compile_public(model, options.compile);
  if (!compiled) return std::nullopt;
  auto matched = match_forms(flat, *compiled);
  if (!matched) return std::nullopt;
  return InPublic{std::move(*compiled), std::move(*matched)};
}

std::expected<Solution, Diagnostics> solve_in_public(const Model& model, const Compiled& flat, const InPublic& open,
                                                     const Parameters& parameters, const AqreOptions& options,
                                                     const Monitor& monitor) {
  const auto stakes = bind_public(model, open.compiled, parameters);
  if (!stakes) return std::unexpected(stakes.error());
  Solution solution = solve_aqre(open.compiled.game, *stakes, options, monitor);
  solution.strategy = flattened(flat, open.matched, solution.strategy);
  return solution;
}

std::expected<FoundEquilibria, Diagnostics> find_several_in_public(const Model& model, const Compiled& flat,
                                                                   const InPublic& open, const Parameters& parameters,
                                                                   const SearchOptions& options,
                                                                   const Monitor& monitor) {
  const auto stakes = bind_public(model, open.compiled, parameters);
  if (!stakes) return std::unexpected(stakes.error());
  FoundEquilibria found = find_equilibria(open.compiled.game, *stakes, options, monitor);
  for (FoundEquilibrium& row : found.rows) row.solution.strategy = flattened(flat, open.matched, row.solution.strategy);
  return found;
}

}  // namespace demarche
