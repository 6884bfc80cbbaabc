#include "demarche/compile/bind_wide.h"
#include "demarche/compile/finite_point.h"
#include "demarche/compile/growth.h"
#include "demarche/compile/odds.h"
#include "demarche/compile/thoughts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

// Payoff terms of one actor, added up once for each combination of the few variables that they read together. Cells not
// needed yet hold a signal that is never a result: results that are not numbers are reported and never stored.
struct TermTable {
  std::vector<const PayoffTerm*> terms;
  std::vector<VariableId> variables;
  std::vector<std::size_t> strides;
  std::vector<std::size_t> radices;  // the number of values, and one for not having happened
  std::vector<double> cells;         // empty: too many combinations, always worked out afresh
};

constexpr double unknown = std::numeric_limits<double>::infinity();
constexpr std::size_t most_cells = 1 << 16;
constexpr std::size_t most_joint_cells = 1 << 12;  // of several terms: few enough to be met again and again

void add_variables(const PayoffTerm& term, std::vector<VariableId>& variables) {
  for (const Formula* formula : {&term.condition, &term.number}) {
    for (const VariableId variable : variables_of(*formula))
      if (std::ranges::find(variables, variable) == variables.end()) variables.push_back(variable);
  }
}

std::size_t radix_of(const Model& model, VariableId variable) { return model.variables[variable].values.size() + 1; }

std::size_t count_cells(const Model& model, const std::vector<VariableId>& variables) {
  std::size_t num_cells = 1;
  for (const VariableId variable : variables)
    num_cells = num_cells > most_cells ? num_cells : num_cells * radix_of(model, variable);
  return num_cells;
}

void lay_out(const Model& model, TermTable& table) {
  std::size_t stride = 1;
  for (const VariableId variable : table.variables) {
    table.strides.push_back(stride);
    table.radices.push_back(radix_of(model, variable));
    stride *= table.radices.back();
  }
  const std::size_t num_cells = count_cells(model, table.variables);
  if (num_cells <= most_cells) table.cells.assign(num_cells, unknown);
}

// Terms in their order, neighbours together as long as they read few variables.
std::vector<TermTable> make_tables(const Model& model, const std::vector<const PayoffTerm*>& terms,
                                   std::size_t num_outcomes) {
  std::vector<TermTable> tables;
  for (const PayoffTerm* term : terms) {
    std::vector<VariableId> joint = tables.empty() ? std::vector<VariableId>{} : tables.back().variables;
    add_variables(*term, joint);
    const bool joins = !tables.empty() && count_cells(model, joint) <= std::min(most_joint_cells, num_outcomes);
    if (!joins) {
      tables.emplace_back();
      joint.clear();
      add_variables(*term, joint);
    }
    tables.back().terms.push_back(term);
    tables.back().variables = std::move(joint);
  }
  for (TermTable& table : tables) lay_out(model, table);
  return tables;
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

double worked_out(Binding& binding, ActorId actor, const PayoffTerm& term, StateView state) {
  const double met = term.condition.code.empty() ? 1 : evaluate(term.condition, binding.point, state);
  if (std::isnan(met)) binding.diagnostics.push_back(undefined_condition(binding.model, term.condition, state));
  if (!(met > 0)) return 0;
  const double number = binding.slopes ? evaluate_slope(term.number, binding.point, *binding.slopes, state)
                                       : evaluate(term.number, binding.point, state);
  if (std::isfinite(number)) return number;
  std::vector<VariableId> variables;
  add_variables(term, variables);
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

double sum_at(Binding& binding, ActorId actor, TermTable& table, StateView state) {
  if (table.cells.empty()) return worked_out(binding, actor, table, state);
  double& cell = table.cells[cell_of(table, state)];
  if (cell == unknown) cell = worked_out(binding, actor, table, state);
  return cell;
}

void add_terms(Binding& binding, ActorId actor, TermTable& table) {
  const Story& story = binding.compiled.story;
  const std::size_t num_actors = binding.model.actors.size();
  double* payoff = binding.stakes.payoffs.data() + actor.value;
  for (StateId state : story.state_of_outcome) {
    *payoff += sum_at(binding, actor, table, state_view(story, state));
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
  const std::size_t num_outcomes = binding.compiled.story.state_of_outcome.size();
  binding.stakes.payoffs.assign(num_outcomes * num_actors, 0.0);
  for (std::size_t row = 0; row < num_actors; ++row) {
    const ActorId actor{row};
    if (row >= binding.model.payoffs.size()) continue;
    std::vector<const PayoffTerm*> terms;
    for (const PayoffTerm& term : binding.model.payoffs[actor]) {
      if (!binding.slopes || moves_along(term.number, *binding.slopes)) terms.push_back(&term);
    }
    for (TermTable& table : make_tables(binding.model, terms, num_outcomes)) add_terms(binding, actor, table);
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
  const Point point = point_of(model, parameters);
  Diagnostics infinite = infinite_numbers(model, point);
  if (!infinite.empty()) return std::unexpected(std::move(infinite));
  Binding binding{.model = model, .compiled = compiled, .point = point};
  bind_odds(binding);
  if (binding.diagnostics.empty())
    binding.stakes.thoughts =
        bind_thoughts(model, compiled.story, parameters, binding.stakes.odds, binding.diagnostics);
  Diagnostics of_odds = std::move(binding.diagnostics);
  binding.diagnostics.clear();
  bind_payoffs(binding);
  binding.diagnostics.insert(binding.diagnostics.begin(), of_odds.begin(), of_odds.end());
  keep_first_of_each_place(binding.diagnostics);
  if (!binding.diagnostics.empty()) return std::unexpected(std::move(binding.diagnostics));
  bind_lost_digits(binding, parameters);
  binding.stakes.precisions = precisions_of(model, point);
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
