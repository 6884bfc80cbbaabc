#include "demarche/compile/public_types.h"

#include "demarche/compile/advance.h"
#include "demarche/compile/odds.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// Types as far as they are drawn; each becomes several at the next trait.
struct Draft {
  ActorTypes types;
  std::vector<StateId> state_of{};  // [type]: all traits so far are settled
};

StateId add_state(Story& story, StateView state) {
  story.states.insert(story.states.end(), state.begin(), state.end());
  return StateId{story.states.size() / story.num_variables - 1};
}

// One type becomes as many as there are draws; false where no case applies.
bool extend(const Program& program, SiteId site, const Draft& before, std::uint32_t type, Draft& after, Story& story) {
  const StateId state = before.state_of[type];
  Sequels sequels;
  sequels_at(program, site, state_view(story, state), sequels);
  if (sequels.fault != Sequels::Fault::None) return false;
  ActorTypes& types = after.types;
  const auto num = static_cast<std::uint32_t>(sequels.values.size());
  types.odds_rows.push_back({OddsId{types.num_odds}, num, site, state, sequels.case_index});
  const std::size_t num_traits = before.types.traits.size();
  for (const ValueIndex value : sequels.values) {
    const auto values = before.types.values.begin() + static_cast<std::ptrdiff_t>(type * num_traits);
    const auto odds = before.types.odds_of.begin() + static_cast<std::ptrdiff_t>(type * num_traits);
    types.values.insert(types.values.end(), values, values + static_cast<std::ptrdiff_t>(num_traits));
    types.values.push_back(value);
    types.odds_of.insert(types.odds_of.end(), odds, odds + static_cast<std::ptrdiff_t>(num_traits));
    types.odds_of.push_back(types.num_odds++);
    const StateView view = state_view(story, state);
    std::vector<ValueIndex> settled(view.begin(), view.end());
    settled[program.sites[site].variable.value] = value;
    after.state_of.push_back(add_state(story, settled));
  }
  types.num += num;
  return true;
}

bool is_trait_of(const Model& model, const Site& site, ActorId actor) {
  return site.stage < 0 && model.variables[site.variable].owner == actor;
}

}  // namespace

std::expected<ActorTypes, std::string> types_of(const Model& model, const Program& program, ActorId actor, double most,
                                                Story& story) {
  Draft draft;
  draft.state_of.push_back(add_state(story, program.start));
  for (std::size_t row = 0; row < program.sites.size(); ++row) {
    const Site& site = program.sites[SiteId{row}];
    if (!is_trait_of(model, site, actor)) continue;
    const std::string& name = model.variables[site.variable].name;
    Draft next{draft.types};
    next.types.values.clear();
    next.types.odds_of.clear();
    next.types.num = 0;
    for (std::uint32_t type = 0; type < draft.types.num; ++type) {
      if (!extend(program, SiteId{row}, draft, type, next, story)) {
        return std::unexpected(fmt::format("no case of `{}` applies", name));
      }
      if (next.types.num > most) {
        return std::unexpected(fmt::format("{} has too many types", model.actors[actor].name));
      }
    }
    next.types.traits.push_back(site.variable);
    draft = std::move(next);
  }
  return std::move(draft.types);
}

std::string type_name(const Model& model, const ActorTypes& types, std::uint32_t type) {
  std::string name;
  const std::span<const ValueIndex> values = values_of(types, type);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Variable& trait = model.variables[types.traits[k]];
    name += fmt::format("{}{}={}", k > 0 ? ", " : "", trait.name, trait.values[values[k]].name);
  }
  return name;
}

std::vector<double> prior_of(const Model& model, const Story& story, const ActorTypes& types, const Point& point,
                             Diagnostics& diagnostics) {
  std::vector<double> odds(types.num_odds);
  for (const Story::OddsRow& row : types.odds_rows) {
    compute_odds(model, story, row, point, {odds.data() + row.first.value, row.num}, diagnostics);
  }
  std::vector<double> prior(types.num, 1.0);
  for (std::size_t at = 0; at < types.odds_of.size(); ++at) prior[at / types.traits.size()] *= odds[types.odds_of[at]];
  return prior;
}

}  // namespace demarche
