#include "demarche/compile/growth.h"
#include "demarche/compile/odds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

// A payoff term worked out once for each combination of the few variables it reads. Cells not needed yet hold a signal
// that is never a result: results that are not numbers are reported and never stored.
struct TermTable {
  const PayoffTerm& term;
  std::vector<VariableId> variables;
  std::vector<std::size_t> strides;
  std::vector<std::size_t> radices;  // the number of values, and one for not having happened
  std::vector<double> cells;         // empty: too many combinations, always worked out afresh
};

constexpr double unknown = std::numeric_limits<double>::infinity();
constexpr std::size_t most_cells = 1 << 16;

TermTable make_table(const Model& model, const PayoffTerm& term) {
  TermTable table{term, variables_of(term.condition), {}, {}, {}};
  for (VariableId variable : variables_of(term.number)) {
    if (std::ranges::find(table.variables, variable) == table.variables.end()) table.variables.push_back(variable);
  }
  std::size_t num_cells = 1;
  for (VariableId variable : table.variables) {
    const std::size_t radix = model.variables[variable].values.size() + 1;
    table.strides.push_back(num_cells);
    table.radices.push_back(radix);
    num_cells = num_cells > most_cells ? num_cells : num_cells * radix;
  }
  if (num_cells <= most_cells) table.cells.assign(num_cells, unknown);
  return table;
}

std::size_t cell_of(const TermTable& table, StateView state) {
  std::size_t cell = 0;
  for (std::size_t k = 0; k < table.variables.size(); ++k) {
    const std::size_t value = state[table.variables[k].value];
    cell += table.strides[k] * std::min(value, table.radices[k] - 1);
  }
  return cell;
}

struct Binding {
  const Model& model;
  const Compiled& compiled;
  const Point& point;
  const Point* slopes = nullptr;  // where not numbers are wanted but their derivatives
  Stakes stakes{};
  Diagnostics diagnostics{};
};

double worked_out(Binding& binding, ActorId actor, const TermTable& table, StateView state) {
  if (!holds(table.term.condition, binding.point, state)) return 0;
  const double number = binding.slopes ? evaluate_slope(table.term.number, binding.point, *binding.slopes, state)
                                       : evaluate(table.term.number, binding.point, state);
  if (std::isfinite(number)) return number;
  binding.diagnostics.push_back(
      {Kind::E019,
       fmt::format("{}'s payoff is not a finite number here", binding.model.actors[actor].name),
       {table.term.span, reached_with(binding.model, state, table.variables)},
       {},
       "add an `if` that leaves out where it divides by zero or grows without bound"});
  return 0;
}

double term_at(Binding& binding, ActorId actor, TermTable& table, StateView state) {
  if (table.cells.empty()) return worked_out(binding, actor, table, state);
  double& cell = table.cells[cell_of(table, state)];
  if (cell == unknown) cell = worked_out(binding, actor, table, state);
  return cell;
}

void add_term(Binding& binding, ActorId actor, const PayoffTerm& term) {
  const Story& story = binding.compiled.story;
  const std::size_t num_actors = binding.model.actors.size();
  TermTable table = make_table(binding.model, term);
  double* payoff = binding.stakes.payoffs.data() + actor.value;
  for (StateId state : story.state_of_outcome) {
    *payoff += term_at(binding, actor, table, state_view(story, state));
    payoff += num_actors;
    if (!binding.diagnostics.empty()) return;
  }
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

void bind_payoffs(Binding& binding) {
  const std::size_t num_actors = binding.model.actors.size();
  binding.stakes.payoffs.assign(binding.compiled.story.state_of_outcome.size() * num_actors, 0.0);
  for (std::size_t row = 0; row < num_actors; ++row) {
    const ActorId actor{row};
    if (row >= binding.model.payoffs.size()) continue;
    for (const PayoffTerm& term : binding.model.payoffs[actor]) {
      if (!binding.slopes || moves_along(term.number, *binding.slopes)) add_term(binding, actor, term);
    }
    check_sums(binding, actor);
  }
}

void bind_odds(Binding& binding) {
  constexpr std::size_t enough = 1000;
  const Story& story = binding.compiled.story;
  binding.stakes.odds.resize(binding.compiled.game.num_odds);
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
  const Point point = point_of(model, parameters);
  Binding binding{.model = model, .compiled = compiled, .point = point};
  bind_odds(binding);
  Diagnostics of_odds = std::move(binding.diagnostics);
  binding.diagnostics.clear();
  bind_payoffs(binding);
  binding.diagnostics.insert(binding.diagnostics.begin(), of_odds.begin(), of_odds.end());
  keep_first_of_each_place(binding.diagnostics);
  if (!binding.diagnostics.empty()) return std::unexpected(std::move(binding.diagnostics));
  return std::move(binding.stakes);
}

std::optional<std::vector<double>> payoff_slopes(const Model& model, const Compiled& compiled, const Point& point,
                                                 const Point& slopes) {
  Binding binding{.model = model, .compiled = compiled, .point = point, .slopes = &slopes};
  bind_payoffs(binding);
  if (!binding.diagnostics.empty()) return std::nullopt;
  return std::move(binding.stakes.payoffs);
}

}  // namespace demarche
