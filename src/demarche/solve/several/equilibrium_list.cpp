#include "demarche/solve/several/equilibrium_list.h"

#include "demarche/solve/several/logit_stability.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>

namespace demarche {
namespace {

double apart(const Strategy& one, const double* logs) {
  double largest = 0;
  for (std::size_t a = 0; a < one.log_probability.size(); ++a)
    largest = std::max(largest, std::abs(std::exp(one.log_probability[ActionId{a}]) - std::exp(logs[a])));
  return largest;
}

std::optional<std::size_t> find_row(const EquilibriumList& list, const double* logs, double unsettled) {
  for (std::size_t row = 0; row < list.rows.size(); ++row) {
    const Solution& solution = list.rows[row].solution;
    if (apart(solution.strategy, logs) <= list.same + solution.unsettled + unsettled) return row;
  }
  return std::nullopt;
}

LogitPoint point_at(const LogitShape& shape, const Solution& solution, const LogitStakes& stakes) {
  LogitPoint point = uniform_point(shape, stakes);
  std::copy(solution.strategy.log_probability.begin(), solution.strategy.log_probability.end(), point.logs.begin());
  point.precision = solution.precision * stakes.range;
  evaluate(shape, stakes, point);
  return point;
}

// Whether two profiles pay everybody alike. At the root; in units of the payoff range.
bool pay_alike(const LogitShape& shape, const LogitPoint& one, const LogitPoint& other) {
  for (std::size_t i = 0; i < shape.num_actors; ++i)
    if (std::abs(one.values[i] - other.values[i]) > same_limit) return false;
  return true;
}

// Rows of the logit path first, those with unequal mistakes last, the others by how many starts led to them; alike ones
// in the order in which they were found.
std::vector<FoundEquilibrium> sorted(std::vector<FoundEquilibrium> rows) {
  std::vector<std::tuple<Route, std::ptrdiff_t, std::size_t>> keys;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const Route route = rows[row].route;
    const bool on_path = route <= Route::PrincipalCurve;
    const bool by_starts = !on_path && route != Route::UnequalMistakes;
    const auto starts = static_cast<std::ptrdiff_t>(on_path ? 0 : rows[row].num_starts);
    keys.emplace_back(by_starts ? Route::Tilt : route, -starts, row);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<FoundEquilibrium> in_order;
  for (const auto& key : keys) in_order.push_back(std::move(rows[std::get<2>(key)]));
  return in_order;
}

}  // namespace

EquilibriumList start_list(const LogitShape& shape, const SearchOptions& options) {
  return {&shape, options.aqre.precision ? same_at_precision : same_limit, {}};
}

std::size_t add(EquilibriumList& list, Solution solution, Route route, std::size_t order) {
  const auto known = find_row(list, solution.strategy.log_probability.data(), solution.unsettled);
  if (known) return *known;
  list.rows.push_back({std::move(solution), route, order, 0, 0, {}});
  return list.rows.size() - 1;
}

std::optional<std::size_t> row_of(const EquilibriumList& list, const LogitPoint& point) {
  return find_row(list, point.logs.data(), 0);
}

std::size_t add_unequal(EquilibriumList& list, Solution solution, const LogitStakes& stakes, std::size_t order) {
  const LogitPoint point = point_at(*list.shape, solution, stakes);
  for (std::size_t row = 0; row < list.rows.size(); ++row)
    if (pay_alike(*list.shape, point_of(list, row, stakes), point)) return row;
  solution.solution_concept =
      "sequential equilibrium to within the tolerance, the limit of logit equilibria in which some make fewer mistakes "
      "than others";
  solution.method = "branches of logit equilibria with unequal mistakes";
  list.rows.push_back({std::move(solution), Route::UnequalMistakes, order, 0, 0, {}});
  return list.rows.size() - 1;
}

bool pays_like(const EquilibriumList& list, std::size_t row, const Solution& solution, const LogitStakes& stakes) {
  return pay_alike(*list.shape, point_of(list, row, stakes), point_at(*list.shape, solution, stakes));
}

LogitPoint point_of(const EquilibriumList& list, std::size_t row, const LogitStakes& stakes) {
  return point_at(*list.shape, list.rows[row].solution, stakes);
}

std::vector<FoundEquilibrium> finish(EquilibriumList list, LogitSolver& solver, const LogitStakes& stakes) {
  for (std::size_t row = 0; row < list.rows.size(); ++row) {
    if (list.rows[row].route == Route::UnequalMistakes) {
      list.rows[row].solution.precision = std::numeric_limits<double>::quiet_NaN();  // of other stakes
      continue;
    }
    if (std::isnan(list.rows[row].solution.precision)) continue;
    const Stability stability = stability_at(solver, stakes, point_of(list, row, stakes));
    list.rows[row].index = stability.index;
    list.rows[row].stable = stability.stable;
  }
  return sorted(std::move(list.rows));
}

}  // namespace demarche
