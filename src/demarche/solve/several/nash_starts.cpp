#include "demarche/solve/several/nash_starts.h"

#include "demarche/solve/several/logit_stability.h"
#include "demarche/solve/several/random_draws.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

constexpr int steps_from_nash = 200;       // of logit dynamics
constexpr std::size_t most_points = 16;    // of a set of equilibria from which it is started
constexpr std::size_t most_mistakes = 60;  // draws of unequal mistakes for such a set
constexpr double times_unsettled = 10;
constexpr double same_in_continuum = 0.01;  // in probability of ends

double apart_at_choices(const Strategy& one, const Strategy& other) {
  double largest = 0;
  for (std::size_t a = 0; a < one.log_probability.size(); ++a)
    largest = std::max(largest, std::abs(probability(one, ActionId{a}) - probability(other, ActionId{a})));
  return largest;
}

// Whether the first row can be on the branch that leads to an equilibrium: then the equations' determinant has the same
// sign. A path that has ended at the tolerance may be close to an equilibrium to which its branch does not lead.
bool may_lead_to(Search& search, const NashPoint& nash) {
  const auto end = logit_point_at(search, nash);
  if (!end) return true;
  const int there = stability_at(search.solver, search.stakes, *end).index;
  const int here = stability_at(search.solver, search.stakes, point_of(search.list, 0, search.stakes)).index;
  return here * there >= 0;
}

// The single equilibrium of the census to which the first row has come; their number where there is none.
std::size_t component_of_first(Search& search, const NashCensus& census) {
  const Strategy& strategy = search.list.rows.front().solution.strategy;
  std::size_t nearest = census.components.size();
  double least = same_limit;
  for (std::size_t k = 0; k < census.components.size(); ++k) {
    const double apart = apart_at_choices(census.components[k].points.front().strategy, strategy);
    if (apart > least) continue;
    least = apart;
    nearest = k;
  }
  const bool leads =
      nearest < census.components.size() && may_lead_to(search, census.components[nearest].points.front());
  return leads ? nearest : census.components.size();
}

// With index and stability from the branch that leads there, where its end is not of the branch.
FoundEquilibrium row_at(Search& search, const NashPoint& nash) {
  FoundEquilibrium row{limit_at(search, nash), Route::Enumeration, 0, 0, 0, {}};
  const bool is_end = !std::isnan(row.solution.precision);
  const auto point = is_end ? std::nullopt : logit_point_at(search, nash);
  if (!point) return row;
  const Stability stability = stability_at(search.solver, search.stakes, *point);
  row.index = stability.index;
  row.stable = stability.stable;
  return row;
}

void settle_near(Search& search, Level& level, const NashPoint& nash, Route route) {
  LogitPoint point = guess_near(search, *level.stakes, nash, level.precision);
  if (settle(search.solver, *level.stakes, {steps_from_nash, go_on_of(search)}, point).settled)
    expand(search, level, point, route);
}

// The outcomes of all rows: probabilities of the game's ends, and how far they may still go.
struct RowOutcome {
  std::vector<double> ends;
  double unsettled = 0;
};
std::vector<RowOutcome> outcomes_of(const Search& search, const KnownNash& known) {
  std::vector<RowOutcome> outcomes;
  for (const FoundEquilibrium& row : search.list.rows)
    outcomes.push_back({probabilities_of_ends(known.game, known.stakes, row.solution.strategy),
                        times_unsettled * row.solution.unsettled});
  return outcomes;
}

bool has_outcome(const NashComponent& component, const RowOutcome& outcome) {
  const double within = component.same_in == SameIn::Nothing ? same_in_continuum : same_limit;
  return distance_to(component, outcome.ends) <= within + outcome.unsettled;
}

bool is_listed(const NashComponent& component, const std::vector<RowOutcome>& outcomes) {
  return std::ranges::any_of(outcomes, [&](const RowOutcome& row) { return has_outcome(component, row); });
}

bool is_nash(const NashCensus& census, const RowOutcome& outcome) {
  return std::ranges::any_of(census.components, [&](const NashComponent& one) { return has_outcome(one, outcome); });
}

void start_at_precision(Search& search, const NashComponent& component) {
  const std::size_t num_points = std::min(most_points, component.points.size());
  for (std::size_t k = 0; k < num_points && goes_on(search); ++k) {
    Level& level = search.levels.front();
    const NashPoint& nash = component.points[k];
    if (const auto point = down_from(search, nash)) expand(search, level, *point, Route::Enumeration);
    settle_near(search, level, nash, Route::Enumeration);
  }
}

void start_for_limits(Search& search, const NashComponent& component) {
  if (component.same_in == SameIn::Choices) {
    add(search.list, limit_at(search, component.points.front()), Route::Enumeration, 0);
    return;
  }
  const std::size_t num_points = std::min(most_points, component.points.size());
  for (std::size_t k = 0; k < num_points && goes_on(search); ++k)
    for (Level& level : search.levels) settle_near(search, level, component.points[k], Route::Enumeration);
}

// Both ends of the curve that leads to an equilibrium.
void start_for_curve(Search& search, const NashComponent& component) {
  const NashPoint& nash = component.points.front();
  if (const auto point = goes_on(search) ? logit_point_at(search, nash) : std::nullopt) {
    Level level{&search.stakes, point->precision, 1, false, {}, {}};
    expand(search, level, *point, Route::Enumeration);
  }
  if (goes_on(search)) start_for_limits(search, component);
}

// An outcome that plain logit equilibria do not lead to may be one of equilibria in which some err more than others.
void start_with_mistakes(Search& search, const KnownNash& known, const NashComponent& component) {
  const LogitShape& shape = *search.solver.shape;
  for (std::size_t k = 0; k < most_mistakes && goes_on(search); ++k) {
    const std::vector<double> factors =
        factors_on_mistakes(draws(search.options->seed, DrawnFor::MistakesAtNash, k, shape.sets.size()));
    const LogitStakes stakes = shape.form->with_unequal_mistakes(shape, search.stakes, factors);
    Level level{&stakes, search.levels[k % search.levels.size()].precision, 1, true, {}, {}};
    settle_near(search, level, component.points[k % component.points.size()], Route::UnequalMistakes);
    if (is_listed(component, outcomes_of(search, known))) return;
  }
}

}  // namespace

bool settles_all(const KnownNash& known) {
  return known.census && std::ranges::all_of(known.census->components,
                                             [](const NashComponent& one) { return one.same_in == SameIn::Choices; });
}

bool list_all(Search& search, const KnownNash& known) {
  const std::size_t first = component_of_first(search, *known.census);
  for (std::size_t k = 0; k < known.census->components.size() && goes_on(search); ++k) {
    if (first == k) continue;
    const NashPoint& nash = known.census->components[k].points.front();
    search.list.rows.push_back(row_at(search, nash));
  }
  return first < known.census->components.size();
}

void start_at_nash(Search& search, const KnownNash& known) {
  search.start = 0;
  const bool at_precision = search.options->aqre.precision.has_value();
  for (const NashComponent& component : known.census ? known.census->components : known.of_two) {
    if (at_precision) start_at_precision(search, component);
    else if (is_listed(component, outcomes_of(search, known))) continue;
    else if (known.census) start_for_limits(search, component);
    else start_for_curve(search, component);
  }
  if (at_precision || !known.census) return;
  for (const NashComponent& component : known.census->components)
    if (!is_listed(component, outcomes_of(search, known))) start_with_mistakes(search, known, component);
}

std::expected<NashSummary, NoCensus> summary_of(const Search& search, const KnownNash& known) {
  if (!known.census) return std::unexpected(known.census.error());
  const NashCensus& census = *known.census;
  NashSummary summary;
  summary.num_plans = census.num_plans;
  summary.num_incredible = census.num_incredible;
  summary.num_sets = census.components.size();
  for (const NashComponent& component : census.components) {
    summary.num_single += component.same_in == SameIn::Choices ? 1 : 0;
    summary.num_continua += component.same_in == SameIn::Nothing ? 1 : 0;
  }
  if (search.options->aqre.precision) return summary;
  const std::vector<RowOutcome> outcomes = outcomes_of(search, known);
  for (const NashComponent& component : census.components)
    if (!is_listed(component, outcomes)) summary.without.push_back(component.points.front().strategy);
  summary.first_is_nash = is_nash(census, outcomes.front());
  summary.others_are_nash =
      std::all_of(outcomes.begin() + 1, outcomes.end(), [&](const RowOutcome& row) { return is_nash(census, row); });
  return summary;
}

}  // namespace demarche
