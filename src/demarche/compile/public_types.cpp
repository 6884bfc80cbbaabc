#include "demarche/compile/public_types.h"

#include "demarche/compile/advance.h"
#include "demarche/compile/odds.h"
#include "demarche/compile/reading.h"
#include "demarche/compile/state_pool.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// Types as far as they are drawn; each becomes several at the next trait.
struct Draft {
  ActorTypes types;
  std::vector<StateId> state_of{};  // [type]: all traits so far are settled
};

StateId add_state(Story& story, StateView state) {
  if (state.empty()) return StateId{0};  // nothing is ever settled
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

// Sites of an actor's traits, in the order in which they are drawn.
std::vector<SiteId> traits_of(const Model& model, const Program& program, ActorId actor) {
  std::vector<SiteId> sites;
  for (std::size_t row = 0; row < program.sites.size(); ++row) {
    if (is_trait_of(model, program.sites[SiteId{row}], actor)) sites.push_back(SiteId{row});
  }
  return sites;
}

// Types drawn so far, counted together where they differ only in what no later trait reads.
struct TypeCount {
  StatePool pool;
  std::vector<double> counts;  // [state]
};

void add_types(TypeCount& types, StateView state, double count) {
  const StateId id = intern(types.pool, state);
  if (id.value == types.counts.size()) types.counts.push_back(0);
  types.counts[id.value] += count;
}

// [variable]: how many of the traits are drawn before none reads it any more.
std::vector<std::size_t> ends_of_traits(const Program& program, std::span<const SiteId> sites) {
  std::vector<std::size_t> ends(program.start.size(), 0);
  for (std::size_t k = 0; k < sites.size(); ++k) {
    for (const VariableId variable : read_by_sequels(program.sites[sites[k]])) ends[variable.value] = k;
  }
  return ends;
}

// One more trait is drawn; false where there are more kinds of types to tell apart than it pays to count.
bool count_draw(const Program& program, std::span<const SiteId> sites, std::size_t k,
                const std::vector<std::size_t>& ends, TypeCount& types) {
  constexpr std::size_t most_values = std::size_t{1} << 25U;  // in all states that are told apart
  TypeCount next{{program.start.size(), {}, {}, 0}, {}};
  Sequels sequels;
  const VariableId trait = program.sites[sites[k]].variable;
  for (std::size_t row = 0; row < types.counts.size(); ++row) {
    const StateView before = state_view(types.pool, StateId{row});
    sequels_at(program, sites[k], before, sequels);
    std::vector<ValueIndex> state(before.begin(), before.end());
    for (std::size_t at = 0; at < state.size(); ++at) state[at] = ends[at] > k ? state[at] : has_not_happened;
    for (const ValueIndex value : sequels.values) {
      if (ends[trait.value] > k) state[trait.value] = value;
      add_types(next, state, types.counts[row]);
    }
    if (next.pool.states.size() > most_values) return false;
  }
  types = std::move(next);
  return true;
}

// How many types there are, before any is made; `most` and one more where they are not counted.
double num_types(const Program& program, std::span<const SiteId> sites, double most) {
  TypeCount types{{program.start.size(), {}, {}, 0}, {}};
  add_types(types, program.start, 1);
  const std::vector<std::size_t> ends = ends_of_traits(program, sites);
  for (std::size_t k = 0; k < sites.size(); ++k) {
    if (!count_draw(program, sites, k, ends, types)) return most + 1;
  }
  double num = 0;
  for (const double count : types.counts) num += count;
  return num;
}

// Drafts of types keep all their traits, their odds and a state each, at each trait anew.
double bytes_of_types(const Program& program, double num_types, std::size_t num_traits) {
  const double bytes_a_type = 2.0 * static_cast<double>(program.start.size()) + 12.0 * static_cast<double>(num_traits);
  return 2 * num_types * bytes_a_type;
}

}  // namespace

std::expected<ActorTypes, std::string> types_of(const Model& model, const Program& program, ActorId actor, double most,
                                                Story& story) {
  constexpr double bytes_a_history = 16;  // of the limit that `most` is
  const std::vector<SiteId> sites = traits_of(model, program, actor);
  const double num = num_types(program, sites, most);
  if (num > most || bytes_of_types(program, num, sites.size()) > bytes_a_history * most) {
    return std::unexpected(fmt::format("{} has too many types", model.actors[actor].name));
  }
  Draft draft;
  draft.state_of.push_back(add_state(story, program.start));
  for (const SiteId at : sites) {
    const Site& site = program.sites[at];
    const std::string& name = model.variables[site.variable].name;
    Draft next{draft.types};
    next.types.values.clear();
    next.types.odds_of.clear();
    next.types.num = 0;
    for (std::uint32_t type = 0; type < draft.types.num; ++type) {
      if (!extend(program, at, draft, type, next, story)) {
        return std::unexpected(fmt::format("no case of `{}` applies", name));
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

std::vector<double> odds_of_traits(const Model& model, const Story& story, const ActorTypes& types, const Point& point,
                                   Diagnostics& diagnostics) {
  std::vector<double> odds(types.num_odds);
  for (const Story::OddsRow& row : types.odds_rows) {
    compute_odds(model, story, row, point, {odds.data() + row.first.value, row.num}, diagnostics);
  }
  return odds;
}

std::vector<double> prior_of(const ActorTypes& types, std::span<const double> odds) {
  std::vector<double> prior(types.num, 1.0);
  for (std::size_t at = 0; at < types.odds_of.size(); ++at) prior[at / types.traits.size()] *= odds[types.odds_of[at]];
  return prior;
}

}  // namespace demarche
