#include "demarche/compile/bind_wide.h"
#include "demarche/compile/finite_point.h"
#include "demarche/compile/growth.h"
#include "demarche/compile/odds.h"
#include "demarche/compile/payoff_tables.h"
#include "demarche/compile/thoughts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

struct Binding {
  const Model& model;
  const Compiled& compiled;
  const Point& point;
  const Point* slopes = nullptr;  // where not numbers are wanted but their derivatives
  Stakes stakes{};
  Diagnostics diagnostics{};
};

double worked_out(Binding& binding, ActorId actor, const PayoffTerm& term, StateView state) {
  const double met = term.condition.code.empty() ? 1 : evaluate(term.condition, binding.point, state);
  if (std::isnan(met)) binding.diagnostics.push_back(undefined_condition(binding.model, term.condition, state));
  if (!(met > 0)) return 0;
  const double number = binding.slopes ? evaluate_slope(term.number, binding.point, *binding.slopes, state)
                                       : evaluate(term.number, binding.point, state);
  if (std::isfinite(number)) return number;
  const std::vector<VariableId> variables = variables_of(term);
  binding.diagnostics.push_back(
      {Kind::E019,
       fmt::format("{}'s payoff is not a finite number here", binding.model.actors[actor].name),
       {term.span, reached_with(binding.model, state, variables)},
       {},
       "add an `if` that leaves out where it divides by zero or grows without bound"});
  return 0;
}

double worked_out(Binding& binding, ActorId actor, const TermTable& table, StateView state) {
  double sum = 0;
  for (const PayoffTerm* term : table.terms) sum += worked_out(binding, actor, *term, state);
  return sum;
}

// What each combination adds that is met, in the order in which outcomes meet them.
void work_out_cells(Binding& binding, ActorId actor, TermTable& table) {
  const Story& story = binding.compiled.story;
  for (const OutcomeId outcome : table.first_with_cell) {
    double& cell = table.cells[table.cell_of_outcome[outcome]];
    cell = worked_out(binding, actor, table, state_view(story, story.state_of_outcome[outcome]));
    if (!binding.diagnostics.empty()) return;
  }
}

void add_terms(Binding& binding, ActorId actor, TermTable& table) {
  const Story& story = binding.compiled.story;
  const std::size_t num_actors = binding.model.actors.size();
  const std::size_t num_outcomes = story.state_of_outcome.size();
  double* payoff = binding.stakes.payoffs.data() + actor.value;
  if (!table.cells.empty()) {
    work_out_cells(binding, actor, table);
    for (std::size_t row = 0; row < num_outcomes; ++row)
      payoff[row * num_actors] += table.cells[table.cell_of_outcome[OutcomeId{row}]];
    return;
  }
  for (std::size_t row = 0; row < num_outcomes && binding.diagnostics.empty(); ++row)
    payoff[row * num_actors] +=
        worked_out(binding, actor, table, state_view(story, story.state_of_outcome[OutcomeId{row}]));
}

// Terms that are finite one by one may still add up to more than a number can hold.
void check_sums(Binding& binding, ActorId actor) {
  const std::size_t num_actors = binding.model.actors.size();
  for (std::size_t row = actor.value; row < binding.stakes.payoffs.size(); row += num_actors) {
    if (std::isfinite(binding.stakes.payoffs[row])) continue;
    binding.diagnostics.push_back({Kind::E019,
                                   fmt::format("{}'s payoff is not a finite number", binding.model.actors[actor].name),
                                   {binding.model.payoffs[actor].front().span, "this and what follows"},
                                   {},
                                   "use smaller numbers"});
    return;
  }
}

void bind_payoffs(Binding& binding, PayoffTables& tables) {
  const std::size_t num_actors = binding.model.actors.size();
  const std::size_t num_outcomes = binding.compiled.story.state_of_outcome.size();
  binding.stakes.payoffs.assign(num_outcomes * num_actors, 0.0);
  for (std::size_t row = 0; row < tables.size(); ++row) {
    const ActorId actor{row};
    for (TermTable& table : tables[actor]) add_terms(binding, actor, table);
    check_sums(binding, actor);
  }
}

// Once more, with twice the digits, for actors whose payoffs doubles do not hold.
void bind_lost_digits(Binding& binding, const Parameters& parameters) {
  std::optional<WidePoint> point;
  for (std::size_t row = 0; row < binding.model.payoffs.size(); ++row) {
    const ActorId actor{row};
    if (binding.model.payoffs[actor].empty()) continue;
    if (!loses_digits(binding.model, binding.point, actor, binding.stakes.payoffs)) continue;
    if (!point) point = wide_point_of(binding.model, parameters);
    bind_widely(binding.model, binding.compiled, *point, actor, binding.stakes);
  }
}

void bind_odds(Binding& binding) {
  constexpr std::size_t enough = 1000;
  const Story& story = binding.compiled.story;
  binding.stakes.odds.resize(binding.compiled.game.num_odds);
  if (auto too_many = too_many_raids(binding.model, story, binding.point)) {
    binding.diagnostics.push_back(std::move(*too_many));
    return;
  }
  for (const Story::OddsRow& row : story.odds_rows) {
    const std::span<double> odds{binding.stakes.odds.data() + row.first.value, row.num};
    compute_odds(binding.model, story, row, binding.point, odds, binding.diagnostics);
    if (binding.diagnostics.size() > enough) return;
  }
}

}  // namespace

std::expected<Table<OddsId, double>, Diagnostics> bind_odds(const Model& model, const Compiled& compiled,
                                                            const Parameters& parameters) {
  const Point point = point_of(model, parameters);
  Binding binding{.model = model, .compiled = compiled, .point = point};
  bind_odds(binding);
  if (!binding.diagnostics.empty()) return std::unexpected(std::move(binding.diagnostics));
  return std::move(binding.stakes.odds);
}

std::expected<Stakes, Diagnostics> bind(const Model& model, const Compiled& compiled, const Parameters& parameters) {
  PayoffTables tables;
  return bind(model, compiled, parameters, tables);
}

std::expected<Stakes, Diagnostics> bind(const Model& model, const Compiled& compiled, const Parameters& parameters,
                                        PayoffTables& tables) {
  const Point point = point_of(model, parameters);
  Diagnostics infinite = infinite_numbers(model, point);
  if (!infinite.empty()) return std::unexpected(std::move(infinite));
  if (tables.empty()) tables = payoff_tables(model, compiled, [](const PayoffTerm&) { return true; });
  Binding binding{.model = model, .compiled = compiled, .point = point};
  bind_odds(binding);
  if (binding.diagnostics.empty())
    binding.stakes.thoughts =
        bind_thoughts(model, compiled.story, parameters, binding.stakes.odds, binding.diagnostics);
  Diagnostics of_odds = std::move(binding.diagnostics);
  binding.diagnostics.clear();
  bind_payoffs(binding, tables);
  binding.diagnostics.insert(binding.diagnostics.begin(), of_odds.begin(), of_odds.end());
  keep_first_of_each_place(binding.diagnostics);
  if (!binding.diagnostics.empty()) return std::unexpected(std::move(binding.diagnostics));
  bind_lost_digits(binding, parameters);
  binding.stakes.precisions = precisions_of(model, point);
  return std::move(binding.stakes);
}

std::optional<std::vector<double>> payoff_slopes(const Model& model, const Compiled& compiled, const Point& point,
                                                 const Point& slopes) {
  PayoffTables tables =
      payoff_tables(model, compiled, [&](const PayoffTerm& term) { return moves_along(term.number, slopes); });
  Binding binding{.model = model, .compiled = compiled, .point = point, .slopes = &slopes};
  bind_payoffs(binding, tables);
  if (!binding.diagnostics.empty()) return std::nullopt;
  return std::move(binding.stakes.payoffs);
}

}  // namespace demarche
