#include "demarche/point/form.h"

#include "demarche/compile/growth.h"

#include <algorithm>

namespace demarche {
namespace {

// Up to this many nodes a flat tree is solved in about a second, and its report can say what is believed of each move.
constexpr double large_tree = 200'000;

Game labels_of(const Model& model, const PublicCompiled& compiled) {
  const PublicGame& open = compiled.game;
  Game game;
  game.num_actors = open.num_actors;
  game.num_actions = open.num_actions;
  game.num_odds = open.num_odds;
  game.names.title = compiled.story.names.title;
  game.names.actors = compiled.story.names.actors;
  std::size_t first_name = 0;
  for (std::size_t d = 0; d < open.decisions.size(); ++d) {
    const PublicDecision& decision = open.decisions[d];
    const auto names = compiled.story.names.actions.begin() + static_cast<std::ptrdiff_t>(first_name);
    for (std::uint32_t t = 0; t < open.num_types[decision.actor]; ++t) {
      const ActionId first{decision.first_action.value + std::size_t{t} * decision.num_actions};
      game.infosets.push_back({decision.actor, first, decision.num_actions, 0, 0});
      game.names.infosets.push_back(infoset_name(model, compiled, d, t));
      game.names.actions.insert(game.names.actions.end(), names, names + decision.num_actions);
    }
    first_name += decision.num_actions;
  }
  return game;
}

// Whether the public tree, which has no draws of private traits, is within the limits.
bool may_be_open(const Model& model, const Census& census, const CompileOptions& options) {
  const double num_public_nodes = census.num_nodes / census.stages.front().factor;
  return census.exact && num_public_nodes <= std::min(options.max_histories, most_nodes_in_memory(model, options));
}

// The public tree of a crisis whose flat one is large; none where it has no such form, or one beyond the limit itself.
std::optional<PublicCompiled> instead_of_flat(const Model& model, const Census& census, const CompileOptions& options) {
  if (!census.exact || census.num_nodes <= large_tree || !may_be_open(model, census, options)) return std::nullopt;
  auto compiled = compile_public(model, options);
  if (!compiled) return std::nullopt;
  return std::move(*compiled);
}

}  // namespace

Refusal no_public_tree(const std::string& reason) {
  return {"the crisis has no public tree: " + reason, "leave out `--form public`"};
}

OrRefusal<std::optional<PublicCompiled>> public_tree(const Model& model, const Plan& plan) {
  const CompileOptions& options = plan.compile;
  if (plan.held == Held::OverHistories || plan.form == Form::Flat || !plan.method->in_public) return std::nullopt;
  const Census census = take_census(model, options);
  if (plan.form == Form::Automatic) return instead_of_flat(model, census, options);
  if (census.num_nodes > large_tree && !may_be_open(model, census, options)) {
    return std::unexpected(no_public_tree("its public tree has more nodes than `--max-histories` allows"));
  }
  auto compiled = compile_public(model, options);
  if (!compiled) return std::unexpected(no_public_tree(compiled.error()));
  return std::move(*compiled);
}

std::string why_not_in_public(const Model& model, const Plan& plan) {
  const CompileOptions& options = plan.compile;
  const bool may_choose = plan.form == Form::Automatic && plan.held != Held::OverHistories && plan.method->in_public;
  if (!may_choose || !has_thoughts(model)) return {};
  const Census census = take_census(model, options);
  if (!census.exact || census.num_nodes <= large_tree || !may_be_open(model, census, options)) return {};
  const auto compiled = compile_public(model, options);
  if (compiled) return {};
  return "solved over its histories, as the crisis has no public tree: " + compiled.error();
}

Census survey(const Model& model, const CompileOptions& options) {
  Census census = take_census(model, options);
  const auto open = instead_of_flat(model, census, options);
  if (!open) return census;
  census.num_public_nodes = static_cast<double>(open->game.nodes.size());
  std::erase_if(census.diagnostics, [](const Diagnostic& found) { return found.kind == Kind::E020; });
  return census;
}

std::expected<SolvedPublic, Diagnostics> unsolved_public(Varied crisis, PublicCompiled compiled) {
  auto stakes = bind_public(crisis.model, compiled, crisis.parameters);
  if (!stakes) return std::unexpected(std::move(stakes.error()));
  Game labels = labels_of(crisis.model, compiled);
  return SolvedPublic{std::move(crisis.model),
                      std::move(crisis.parameters),
                      std::move(compiled),
                      std::move(*stakes),
                      std::move(labels),
                      {},
                      {}};
}

}  // namespace demarche
