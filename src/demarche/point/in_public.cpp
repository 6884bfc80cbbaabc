#include "demarche/point/in_public.h"

namespace demarche {
namespace {

bool solves_in_public(const Compiled& flat, const Plan& plan) {
  if (plan.form == Form::Public) return true;
  const bool is_large = static_cast<double>(flat.game.nodes.size()) >= plan.in_public_from;
  return plan.form == Form::Automatic && is_large && plan.method->in_public && !plan.aim.watch_path;
}

std::expected<InPublic, std::string> public_form_of(const Model& model, const Compiled& flat, const Plan& plan) {
  auto compiled = compile_public(model, plan.compile);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  auto matched = match_forms(flat, *compiled);
  if (!matched) return std::unexpected("its histories cannot be told by what everybody sees");
  return InPublic{std::move(*compiled), std::move(*matched)};
}

// What is said of the flat tree's moves, of those of the public one.
std::vector<double> unflattened(const Compiled& flat, const InPublic& open, const std::vector<double>& numbers) {
  std::vector<double> there(open.compiled.game.num_actions, 0.0);
  for (std::size_t row = 0; row < flat.game.infosets.size(); ++row) {
    const Infoset& set = flat.game.infosets[InfosetId{row}];
    for (std::size_t k = 0; k < set.num_actions; ++k)
      there[open.matched[InfosetId{row}].value + k] = numbers[set.first_action.value + k];
  }
  return there;
}

}  // namespace

std::expected<std::optional<InPublic>, std::string> in_public(const Model& model, const Compiled& flat,
                                                              const Plan& plan) {
  if (!solves_in_public(flat, plan)) return std::nullopt;
  auto open = public_form_of(model, flat, plan);
  if (open) return std::move(*open);
  if (plan.form == Form::Public) return std::unexpected(std::move(open.error()));
  return std::nullopt;
}

std::optional<Solution> solve_in_public(const Model& model, const Compiled& flat, const InPublic& open,
                                        const Parameters& parameters, const Brief& brief) {
  auto stakes = bind_public(model, open.compiled, parameters);
  if (!stakes) return std::nullopt;
  keep_precisions_for(brief.plan.aim, *stakes);
  Solution solution = brief.plan.method->in_public(open.compiled.game, *stakes, brief);
  solution.strategy = flattened(flat, open.matched, solution.strategy);
  return solution;
}

std::expected<FoundEquilibria, Diagnostics> find_several_in_public(const Model& model, const Compiled& flat,
                                                                   const InPublic& open, const Parameters& parameters,
                                                                   const SearchOptions& options,
                                                                   const Monitor& monitor) {
  auto stakes = bind_public(model, open.compiled, parameters);
  if (!stakes) return std::unexpected(stakes.error());
  keep_precisions_for(options.aqre, *stakes);
  SearchOptions there = options;
  std::vector<double> leaning;
  if (options.leaning) {
    leaning = unflattened(flat, open, *options.leaning);
    there.leaning = &leaning;
  }
  FoundEquilibria found = find_equilibria(open.compiled.game, *stakes, there, monitor);
  for (FoundEquilibrium& row : found.rows) row.solution.strategy = flattened(flat, open.matched, row.solution.strategy);
  return found;
}

}  // namespace demarche
